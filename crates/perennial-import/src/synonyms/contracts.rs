//! Names of the contracts' fields.

use super::Entry;

#[rustfmt::skip] // lists of words, not code
pub(super) static ENTRIES: &[Entry] = &[
    (
        "contract_id",
        "contract id,subscription id,agreement id,contract number,contract no,\
         subscription number,subscription,opportunity id,deal id,id,record id,合同编号,\
         合同号,合同id,订阅编号,订阅id,订单编号,协议编号,合同编码",
    ),
    (
        "account_id",
        "account id,customer id,client id,company id,organization id,org id,account,\
         account name,customer,customer name,company,company name,client,client name,\
         客户编号,客户id,客户编码,客户名称,客户,客户名,公司名称,企业名称,单位名称,甲方,\
         associated company id",
    ),
    (
        "starts_on",
        "starts on,start date,start,contract start,contract start date,\
         subscription start,subscription start date,effective date,term start,\
         current period start,service start date,valid from,engage date,started at,\
         begin date,合同开始日期,合同开始时间,合同开始日,合同起始日期,合同起始日,\
         开始日期,开始时间,起始日期,生效日期,生效时间,合同生效日期,合同生效日,\
         服务开始日期,服务开始时间,服务起始日,订阅开始日期,合同开始,开始日,起始日,\
         合同签订日期,合同签约日期,签订日期",
    ),
    (
        "ends_on",
        "ends on,end date,end,contract end,contract end date,subscription end,\
         subscription end date,expiry date,expiration date,expires on,renewal date,\
         term end,current period end,next renewal date,valid to,valid until,ended at,\
         close date,expires at,service end date,到期日,到期日期,到期时间,合同到期日,\
         合同到期日期,合同到期时间,合同结束日期,合同结束时间,合同结束日,结束日期,\
         结束时间,合同终止日期,服务到期日,服务到期日期,服务结束日期,服务到期时间,\
         续约日期,续费日期,续约日,失效日期,截止日期,有效期至,合同截止日期,合同到期,\
         续费时间,合同终止日,到期",
    ),
    (
        "amount",
        "amount,contract value,contract amount,total contract value,tcv,acv,\
         annual contract value,arr amount,arr,total amount,deal amount,deal value,\
         close value,subscription amount,contract total,value,合同金额,合同总额,合同额,\
         合同总金额,签约金额,成交金额,订单金额,金额,合同价,总金额,年合同金额,合同价值,\
         续费金额",
    ),
    (
        "mrr",
        "mrr,mrr amount,monthly recurring revenue,monthly charges,monthly fee,\
         monthly amount,monthly price,月费,月度经常性收入,月付金额,月服务费",
    ),
    (
        "seats",
        "seats,quantity,licenses,licences,number of seats,席位数,席位,账号数,购买席位,\
         数量,用户数,许可数,授权数",
    ),
    (
        "unit_price",
        "unit price,price per seat,list price,单价,采购单价,席位单价,合同单价",
    ),
    (
        "notice_days",
        "notice days,notice period,notice period days,cancellation notice,提前通知天数,\
         通知期,通知期天数",
    ),
    (
        "auto_renew",
        "auto renew,auto renew flag,autorenew,auto renewal,automatic renewal,\
         是否自动续费,自动续费,自动续约,是否自动续约",
    ),
    (
        "outcome",
        "outcome,renewal outcome,renewal status,renewal result,deal stage,stage,\
         续约结果,续约状态,续费结果,续费状态,是否续约,是否续费",
    ),
    (
        "outcome_on",
        "outcome on,outcome date,canceled at,cancelled at,cancellation date,churned at,\
         renewed on,续约完成日期,流失日期,流失时间,取消时间",
    ),
    (
        "outcome_amount",
        "outcome amount,renewed amount,renewal amount,续约金额,实际续费金额",
    ),
    (
        "reason_code",
        "reason code,cancellation reason,churn reason,loss reason,lost reason,流失原因,\
         未续约原因,续约原因,不续约原因",
    ),
    (
        "reason_text",
        "reason text,cancellation comment,loss notes,原因说明,流失原因说明",
    ),
];
