//! Names of the fields of tickets, surveys and touchpoints.

use super::{Entry, THROUGH_CONTRACT};

#[rustfmt::skip] // lists of words, not code
const ACCOUNT: &str = "account id,customer id,client id,company id,organization id,org id,\
         organization,organisation,account,account name,customer,customer name,company,\
         company name,client,requester domain,客户编号,客户id,客户名称,客户,公司名称,\
         企业名称,所属客户,公司,message author companies,requester external id";
#[rustfmt::skip] // lists of words, not code
const CONTRACT: &str = "subscription id,contract id,合同编号,订阅编号";

#[rustfmt::skip] // lists of words, not code
pub(super) static TICKETS: &[Entry] = &[
    (
        "ticket_id",
        "ticket id,case id,ticket number,case number,ticket,conversation id,issue id,\
         id,incident id,工单编号,工单号,工单id,编号,问题编号,单号",
    ),
    ("account_id", ACCOUNT),
    (THROUGH_CONTRACT, CONTRACT),
    (
        "opened_at",
        "opened at,created at,submitted at,created time,created,open date,opened,\
         created date,conversation created at,date opened,opened on,date created,\
         create date,提交时间,创建时间,创建日期,提单时间,工单创建时间,受理时间,\
         报告时间,提交日期,反馈时间",
    ),
    (
        "first_response_at",
        "first response at,first response time,first reply at,first responded at,\
         initial response time,conversation first response at,assigned at,首次响应时间,\
         首响时间,响应时间,首次回复时间",
    ),
    (
        "resolved_at",
        "resolved at,closed at,solved at,resolved time,closed time,closed date,\
         resolved date,closed on,date closed,completed at,conversation closed at,\
         解决时间,关闭时间,完成时间,结单时间,处理完成时间,解决日期,关闭日期",
    ),
    (
        "priority",
        "priority,ticket priority,severity,urgency,优先级,紧急程度,严重程度,严重级别",
    ),
    (
        "kind",
        "kind,type,ticket type,category,case type,issue type,escalation flag,\
         is escalated,工单类型,问题类型,类型,分类,问题分类",
    ),
    (
        "csat",
        "csat,satisfaction score,satisfaction,customer satisfaction rating,rating,\
         satisfaction rating,csat score,满意度,满意度评分,评分,客户满意度,服务评分",
    ),
    (
        "feedback_on",
        "feedback on,rated at,feedback date,评价时间,评价日期",
    ),
    (
        "level",
        "level,support level,支持级别,工单级别,级别",
    ),
    (
        "team",
        "team,group,assigned team,support team,队列,处理团队,受理组,处理部门,团队",
    ),
    (
        "response_hours",
        "response hours,first response time minutes,first response hours,\
         first response time in hrs,first reply time in minutes,first response minutes,\
         首次响应时长,响应时长,first response time,first reply time",
    ),
    (
        "resolution_hours",
        "resolution hours,resolution time hours,resolution time,time to resolution,\
         full resolution time in minutes,resolution time in hrs,resolution minutes,\
         解决时长,处理时长",
    ),
];

#[rustfmt::skip] // lists of words, not code
pub(super) static SURVEYS: &[Entry] = &[
    ("account_id", ACCOUNT),
    (THROUGH_CONTRACT, CONTRACT),
    (
        "date",
        "date,survey date,response date,responded at,submitted at,created at,end date,\
         answered at,completed at,timestamp,调查日期,日期,提交时间,填写时间,答题时间,\
         评分日期,反馈日期",
    ),
    (
        "kind",
        "kind,survey type,type,survey,metric,调查类型,问卷类型,类型",
    ),
    (
        "score",
        "score,nps,nps score,csat,csat score,ces,rating,answer,response,\
         how likely to recommend,how satisfied are you,likelihood to recommend,分数,\
         得分,评分,nps得分,nps分值,满意度,推荐意愿,打分",
    ),
    (
        "respondent",
        "respondent,respondent id,contact,email,email address,person,name,user id,\
         受访人,填写人,联系人,答题人",
    ),
    (
        "comment",
        "comment,comments,feedback,verbatim,remarks,open text,意见,评价,备注,反馈,\
         反馈内容,建议",
    ),
];

#[rustfmt::skip] // lists of words, not code
pub(super) static TOUCHPOINTS: &[Entry] = &[
    ("account_id", ACCOUNT),
    (THROUGH_CONTRACT, CONTRACT),
    (
        "date",
        "date,activity date,meeting date,call date,visit date,happened on,start time,\
         completed at,日期,回访时间,拜访时间,跟进时间,跟踪时间,联系时间,回访日期,\
         拜访日期,跟进日期,沟通时间,活动日期",
    ),
    (
        "kind",
        "kind,activity type,touchpoint type,type,interaction type,meeting type,\
         回访形式,跟进方式,跟踪类型,拜访类型,沟通方式,活动类型,跟进类型",
    ),
    (
        "channel",
        "channel,via,medium,渠道,沟通渠道,联系渠道",
    ),
    (
        "owner",
        "owner,csm,activity owner,assigned to,host,agent,回访人,跟进人,登记人,拜访人,\
         负责人,执行人",
    ),
    (
        "minutes",
        "minutes,duration,duration minutes,call duration,时长,分钟,通话时长,会议时长",
    ),
    (
        "outcome",
        "outcome,result,notes,summary,call outcome,note body,结果,跟进结果,回访结果,\
         跟踪情况描述,沟通内容,跟进内容,客户反馈,拜访总结",
    ),
];
