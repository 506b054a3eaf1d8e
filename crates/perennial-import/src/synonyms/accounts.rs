//! Names of the accounts' fields.

use super::Entry;

#[rustfmt::skip] // lists of words, not code
pub(super) static ENTRIES: &[Entry] = &[
    (
        "account_id",
        "account id,customer id,client id,company id,organization id,organisation id,\
         org id,tenant id,account number,customer number,account no,customer no,\
         customer code,account code,record id,id,客户编号,客户id,客户编码,客户代码,\
         客户号,企业编号,企业id,公司编号,租户id,租户编号,编号",
    ),
    (
        "name",
        "account name,customer name,company name,client name,organization name,\
         organisation name,name,account,customer,company,client,organization,\
         organisation,客户名称,客户名,客户,公司名称,公司,企业名称,企业,单位名称,\
         客户全称,公司全称,名称,客户简称,最终客户",
    ),
    (
        "parent_id",
        "parent id,parent account,parent account id,parent company,parent,\
         subsidiary of,上级客户,母公司,集团,所属集团,上级单位",
    ),
    (
        "segment",
        "segment,customer segment,tier,customer tier,account tier,rating,size segment,\
         客户级别,客户等级,客户分级,客户分层,客户类型,级别,等级,分层,客户类别",
    ),
    (
        "industry",
        "industry,sector,vertical,行业,所属行业,客户行业,行业类型,行业分类",
    ),
    (
        "employees",
        "employees,number of employees,employee count,headcount,company size,staff,\
         numberofemployees,员工数,员工人数,人员规模,企业规模,公司规模,人数,员工规模,\
         客户规模",
    ),
    (
        "region",
        "region,country,country region,territory,territory region,billing country,\
         state,billing state,location,office location,city,us region,区域,地区,大区,\
         省份,所在地区,所在区域,城市,所属区域,地区定位,省市,所在地",
    ),
    (
        "edition",
        "edition,plan,plan tier,plan name,product,package,product edition,\
         subscription plan,版本,产品版本,套餐,购买版本,产品,采购版本,产品名称,使用版本,\
         订购版本",
    ),
    (
        "owner",
        "owner,account owner,company owner,csm,customer success manager,\
         account manager,success manager,cs manager,manager,owner name,客户经理,负责人,\
         客户成功经理,客成经理,客户负责人,客户成功,成功经理,所属人,跟进人,服务经理,\
         责任人,客户所有者,销售负责人",
    ),
    (
        "seats",
        "seats,licenses,licences,license count,number of seats,seat count,\
         user licenses,purchased seats,licensed seats,席位数,席位,账号数,许可数,坐席数,\
         授权数,购买席位,购买席位数,采购席位,用户数,账户数,购买账号数,总席位,总席位数,\
         授权用户数",
    ),
    (
        "arr",
        "arr,annual recurring revenue,acv arr,arr amount,current arr,年度经常性收入,\
         年费,年合同额,年度合同额,年金额,年服务费,年化收入,年付金额",
    ),
    (
        "currency",
        "currency,currency code,币种,货币,结算币种",
    ),
    (
        "started_on",
        "started on,signup date,sign up date,customer since,start date,onboarded on,\
         joined,signed up at,create date,created date,created,created at,created on,\
         first start date,activation date,客户开始日期,首次签约日期,首次签约时间,\
         签约日期,签约时间,成交日期,成交时间,首购日期,合作开始日期,合作时间,开户日期,\
         开通日期,开通时间,注册时间,注册日期,上线日期,创建时间,创建日期",
    ),
    (
        "key_account",
        "key account,is key account,ka,vip,strategic,strategic account,是否ka,\
         是否大客户,大客户,重点客户,是否重点客户,是否战略客户,ka客户,是否vip",
    ),
    (
        "purchase_intent",
        "purchase intent,reason for purchase,use case,购买初衷,采购初衷,购买目的,\
         采购目的,购买动机",
    ),
    (
        "problem",
        "problem,pain point,pain points,business problem,痛点,业务痛点,要解决的问题,\
         待解决问题",
    ),
    (
        "expected_by",
        "expected by,expected go live,go live date,期望上线日期,期望完成时间,\
         期望见效时间,预期时间",
    ),
    (
        "potential_influence",
        "potential influence,industry influence,行业影响力,影响力",
    ),
    (
        "potential_innovation",
        "potential innovation,innovation synergy,co innovation,创新协同,共创能力,\
         创新能力",
    ),
    (
        "domain",
        "domain,website,website url,company domain name,company domain,web site,url,\
         email domain,网址,网站,官网,域名,公司网址",
    ),
];
