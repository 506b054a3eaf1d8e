//! Names of the fields of goals, money, people, events, benchmarks and snapshots.

use super::{Entry, THROUGH_CONTRACT};

#[rustfmt::skip] // lists of words, not code
const ACCOUNT: &str = "account id,customer id,client id,company id,organization id,org id,account,\
         account name,customer,customer name,company,company name,client,\
         associated company id,associated company,客户编号,客户id,客户名称,客户,\
         公司名称,企业名称,所属客户,公司";
#[rustfmt::skip] // lists of words, not code
const CONTRACT: &str = "subscription id,contract id,subscription,合同编号,订阅编号";

#[rustfmt::skip] // lists of words, not code
pub(super) static GOALS: &[Entry] = &[
    ("account_id", ACCOUNT),
    (
        "goal",
        "goal,goal name,objective,success criterion,kpi,outcome goal,目标,目标名称,\
         成功目标,业务目标,指标,价值目标",
    ),
    ("unit", "unit,unit of measure,单位,计量单位"),
    (
        "baseline",
        "baseline,baseline value,start value,基线,基线值,初始值,起始值,基准值",
    ),
    (
        "target",
        "target,target value,goal value,目标值,目标数值,指标值",
    ),
    (
        "actual",
        "actual,actual value,current value,achieved,实际值,当前值,完成值,实际",
    ),
    (
        "due_on",
        "due on,due date,deadline,target date,截止日期,目标日期,完成期限,计划完成日期,\
         到期日",
    ),
    (
        "reviewed_on",
        "reviewed on,review date,last review,复盘日期,评审日期,回顾日期,检查日期",
    ),
    (
        "status",
        "status,goal status,state,状态,目标状态,完成状态",
    ),
];

#[rustfmt::skip] // lists of words, not code
pub(super) static INVOICES: &[Entry] = &[
    (
        "invoice_id",
        "invoice id,invoice number,invoice no,invoice,payment id,id,发票号码,发票号,\
         账单编号,发票申请编号,回款编号,账单号,发票编号",
    ),
    ("account_id", ACCOUNT),
    (THROUGH_CONTRACT, CONTRACT),
    (
        "due_on",
        "due on,due date,payment due date,due,到期日,应付日期,应收日期,付款期限,\
         应付款日,应回款日期,计划回款日期,付款到期日",
    ),
    (
        "amount",
        "amount,amount due,invoice amount,total,total amount,开票金额,金额,应收金额,\
         发票金额,账单金额,应付金额,回款金额",
    ),
    (
        "issued_on",
        "issued on,issue date,invoice date,date,created,created at,开票日期,开票时间,\
         实际开票日期,账单日期,出账日期",
    ),
    (
        "paid_on",
        "paid on,paid at,payment date,paid date,date paid,付款日期,回款日期,到账日期,\
         支付时间,实际回款日期,收款日期",
    ),
];

#[rustfmt::skip] // lists of words, not code
pub(super) static PURCHASES: &[Entry] = &[
    ("account_id", ACCOUNT),
    (
        "date",
        "date,order date,purchase date,transaction date,invoice date,created at,\
         订单日期,下单时间,下单日期,购买日期,采购日期,交易日期,日期",
    ),
    (
        "amount",
        "amount,order amount,order total,total,total price,revenue,sales,\
         purchase amount,订单金额,采购金额,购买金额,金额,消费金额,交易金额",
    ),
    (
        "quantity",
        "quantity,qty,units,items,数量,采购数量,购买数量,件数",
    ),
];

#[rustfmt::skip] // lists of words, not code
pub(super) static CONTACTS: &[Entry] = &[
    (
        "contact_id",
        "contact id,person id,id,record id,联系人编号,联系人id,编号",
    ),
    ("account_id", ACCOUNT),
    (
        "name",
        "name,contact name,full name,contact,first name,姓名,联系人,联系人姓名,\
         联系人名称",
    ),
    (
        "role",
        "role,buying role,contact role,角色,决策角色,是否关键决策人,联系人角色,职能",
    ),
    (
        "left_on",
        "left on,left date,departed on,离职日期,离职时间,离开日期",
    ),
    (
        "prefers_content",
        "prefers content,content preference,preferred content,内容偏好,偏好内容",
    ),
    (
        "prefers_channel",
        "prefers channel,channel preference,preferred channel,preferred contact method,\
         渠道偏好,偏好渠道,联系偏好",
    ),
];

#[rustfmt::skip] // lists of words, not code
pub(super) static EVENTS: &[Entry] = &[
    ("account_id", ACCOUNT),
    (THROUGH_CONTRACT, CONTRACT),
    (
        "date",
        "date,event date,churn date,occurred on,happened on,churned at,timestamp,\
         event time,日期,发生日期,事件日期,流失日期,发生时间,流失时间",
    ),
    (
        "kind",
        "kind,event kind,event type,event,type,事件类型,类型,事件",
    ),
    (
        "note",
        "note,notes,feedback text,comment,description,reason,churn reason,reason text,\
         details,reason code,备注,说明,描述,原因,流失原因,详情,事件说明",
    ),
];

#[rustfmt::skip] // lists of words, not code
pub(super) static BENCHMARKS: &[Entry] = &[
    (
        "metric",
        "metric,metric id,measure,indicator,指标,指标名称",
    ),
    (
        "segment",
        "segment,peer group,industry,分组,行业,分层,对标组",
    ),
    (
        "p25",
        "p25,25th percentile,lower quartile,25分位,下四分位",
    ),
    (
        "p50",
        "p50,median,50th percentile,中位数,50分位",
    ),
    (
        "p75",
        "p75,75th percentile,upper quartile,75分位,上四分位",
    ),
];

#[rustfmt::skip] // lists of words, not code
pub(super) static SNAPSHOTS: &[Entry] = &[
    ("account_id", ACCOUNT),
    ("date", "date,snapshot date,as of,快照日期"),
    ("field", "field,字段"),
    ("number", "number,数值"),
    ("day", "day,日期值"),
];
