//! Names of the usage fields.

use super::{Entry, THROUGH_CONTRACT, USER};

#[rustfmt::skip] // lists of words, not code
pub(super) static ENTRIES: &[Entry] = &[
    (
        "account_id",
        "account id,customer id,client id,company id,organization id,org id,tenant id,\
         account,account name,customer,customer name,company,company name,客户编号,\
         客户id,客户名称,客户,公司名称,企业名称,租户id,租户,企业id",
    ),
    (
        THROUGH_CONTRACT,
        "subscription id,contract id,subscription,合同编号,订阅编号,订阅id",
    ),
    (
        "date",
        "date,usage date,activity date,event date,event time,timestamp,day,ts,\
         occurred at,login date,login time,created at,time,日期,使用日期,登录日期,\
         登录时间,时间,发生时间,操作时间,统计日期,访问时间",
    ),
    (
        "feature",
        "feature,feature name,module,event name,action,page,event,event type,功能,\
         功能名称,模块,功能模块,操作,事件,事件名称,菜单",
    ),
    (
        "events",
        "events,usage count,event count,count,events count,usage,hits,clicks,logins,\
         login count,number of events,sessions,actions,使用次数,次数,事件数,登录次数,\
         操作次数,调用次数,访问次数,使用量",
    ),
    (
        "users",
        "users,active users,user count,unique users,distinct users,dau,活跃用户数,\
         使用人数,用户数,人数,活跃人数,登录人数",
    ),
    (
        USER,
        "user,user id,username,user name,user email,email,login,member id,用户,用户id,\
         用户名,账号,操作人,登录账号,员工",
    ),
];
