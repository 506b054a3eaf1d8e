//! Names of the measured columns of a wide sheet. The fields are those that the engine's metrics
//! read from snapshots; the three that hold a date are in [`crate::recognise`].

use super::Entry;

#[rustfmt::skip] // lists of words, not code
pub(super) static ENTRIES: &[Entry] = &[
    (
        "last_login",
        "last login,last login date,last login at,last seen,last active,\
         last active date,last activity,last request at,最近登录,最近登录时间,\
         最近登录日期,最后登录,最后登录时间,最后登录日期,上次登录,上次登录时间,\
         最近一次登录,最近活跃,最近活跃时间,最近使用时间,最近使用日期",
    ),
    (
        "logins_30d",
        "logins 30d,logins 30 days,logins last 30 days,logins in last 30 days,\
         login count 30d,logins,login count,monthly logins,session count,\
         近30天登录次数,30天登录次数,近30日登录次数,最近30天登录次数,月登录次数,\
         登录次数,近一月登录次数,近30天登录,本月登录次数",
    ),
    (
        "active_days_30d",
        "active days 30d,active days last 30 days,active days,近30天活跃天数,\
         30天活跃天数,活跃天数,月活跃天数,近30日活跃天数,近30天登录天数,登录天数",
    ),
    (
        "active_users_30d",
        "active users 30d,active users,monthly active users,mau,used seats,seats used,\
         active seats,seats in use,licenses used,近30天活跃用户数,活跃用户数,\
         月活用户数,月活,已用席位,已用席位数,已使用席位,使用席位,使用席位数,活跃席位,\
         活跃账号数,已开通账号,已用账号数,激活席位,在用席位",
    ),
    (
        "usage_minutes_30d",
        "usage minutes 30d,usage minutes,minutes used,time in app minutes,\
         近30天使用时长,使用时长,月使用时长,近30天使用分钟",
    ),
    (
        "features_used",
        "features used,feature count,modules used,number of features used,使用功能数,\
         已用功能数,功能使用数,使用模块数,已用模块数",
    ),
    (
        "core_feature_share",
        "core feature share,core feature usage,core feature usage rate,\
         feature adoption,adoption rate,核心功能使用率,核心功能占比,功能使用率,\
         功能渗透率,核心功能使用占比",
    ),
    (
        "tickets_open",
        "tickets open,open tickets,unresolved tickets,open cases,未解决工单,\
         未解决工单数,未关闭工单,未关闭工单数,待处理工单,在途工单,未结工单,\
         待处理工单数,未完结工单",
    ),
    (
        "tickets_30d",
        "tickets 30d,tickets last 30 days,ticket count,tickets,support tickets,\
         近30天工单数,工单数,工单数量,月工单数,30天工单数,近30天工单",
    ),
    (
        "complaints_30d",
        "complaints 30d,complaints last 30 days,complaints,complaint count,\
         近30天投诉数,投诉次数,投诉数,近30天投诉,近30天投诉次数,本月投诉,本月投诉数",
    ),
    (
        "nps",
        "nps,nps score,net promoter score,latest nps,nps得分,nps分值,nps评分,nps分数,\
         净推荐值,推荐值",
    ),
    (
        "nps_net",
        "nps net,net nps,nps net score,nps净值,nps净得分,净nps",
    ),
    (
        "csat",
        "csat,csat score,satisfaction,satisfaction score,customer satisfaction,满意度,\
         满意度评分,客户满意度,满意度得分,满意度分数,服务满意度",
    ),
    (
        "last_contact",
        "last contact,last contact date,last contacted,last touch,last touchpoint,\
         last meeting,last activity date,最近联系,最近联系时间,最近联系日期,\
         最后跟进时间,最近跟进时间,最近跟进,最近拜访,最近拜访日期,最近拜访时间,\
         上次拜访,上次联系,上次沟通,最近回访时间,最近回访日期,最后联系时间,最近沟通日期",
    ),
    (
        "visits_90d",
        "visits 90d,visits last 90 days,meetings 90d,visits,meetings,近90天拜访次数,\
         拜访次数,近90天回访次数,季度拜访次数,近一季度拜访次数,回访次数",
    ),
    (
        "overdue_amount",
        "overdue amount,amount overdue,past due amount,outstanding amount,逾期金额,\
         欠款金额,逾期应收,欠款,未收款金额,逾期款",
    ),
    (
        "overdue_days",
        "overdue days,days overdue,days past due,逾期天数,欠费天数,付款逾期天数",
    ),
    (
        "payment_on_time_share",
        "payment on time share,on time payment rate,on time payments,按时付款率,\
         准时付款率,按时回款率,及时付款率",
    ),
    (
        "goals_reached_share",
        "goals reached share,goal attainment,goals reached,goal completion,目标达成率,\
         目标完成率,达成率,价值达成率",
    ),
    (
        "referrals",
        "referrals,referral count,转介绍数,转介绍次数,推荐客户数,转介绍,转介绍客户数,\
         推荐次数",
    ),
    (
        "training_sessions",
        "training sessions,trainings,training count,培训次数,培训场次,参训次数,\
         参加培训次数",
    ),
    (
        "health_manual",
        "health,health score,manual health,health status score,健康分,健康度,\
         健康度评分,健康评分,人工健康度,客户健康度,客户健康分",
    ),
];
