//! The companies that play the stories of docs/sample.md.

use crate::profile::Size;
use crate::words::Words;

/// Who plays a story.
pub(crate) struct Role {
    pub(crate) name: Words,
    /// Position in [`crate::names::INDUSTRIES`].
    pub(crate) industry: usize,
    pub(crate) size: Size,
    pub(crate) seats: i32,
    pub(crate) key_account: bool,
    /// Position in [`crate::names::OWNERS`].
    pub(crate) owner: usize,
}

/// Who plays C001, C002, …
pub(crate) const ROLES: [Role; 12] = [
    role(
        Words("汐港澜序物流有限公司", "Quietwater Logistics"),
        2,
        Size::Large,
        320,
        true,
        0,
    ),
    role(
        Words("岚城启衡教育科技有限公司", "Brightmere Learning"),
        4,
        Size::Middle,
        120,
        false,
        1,
    ),
    role(
        Words("禾川穗丰食品有限公司", "Harvestmoor Foods"),
        8,
        Size::Large,
        240,
        true,
        0,
    ),
    role(
        Words("云泽万象零售有限公司", "Lanternfield Stores"),
        1,
        Size::Large,
        400,
        true,
        2,
    ),
    role(
        Words("朔原铁砧智能装备有限公司", "Anvilcombe Industries"),
        0,
        Size::Large,
        280,
        true,
        3,
    ),
    role(
        Words("青屿分毫供应链有限公司", "Pennywick Supply Chain"),
        2,
        Size::Middle,
        90,
        false,
        4,
    ),
    role(
        Words("霁山慢渡医疗科技有限公司", "Slowbrook Medical"),
        3,
        Size::Middle,
        150,
        false,
        5,
    ),
    role(
        Words("望川快舟软件有限公司", "Swiftgate Software"),
        6,
        Size::Middle,
        60,
        false,
        1,
    ),
    role(
        Words("砚溪旧约咨询有限公司", "Farewell & Dale Consulting"),
        9,
        Size::Middle,
        80,
        false,
        6,
    ),
    role(
        Words("鹭洲归雁新能源有限公司", "Homecoming Energy"),
        7,
        Size::Middle,
        100,
        false,
        2,
    ),
    role(
        Words("松屏无名企业管理有限公司", "Blankfield Partners"),
        9,
        Size::Small,
        25,
        false,
        7,
    ),
    role(
        Words("锦澜逾期百货有限公司", "Overstay Outfitters"),
        1,
        Size::Middle,
        70,
        false,
        3,
    ),
];

const fn role(
    name: Words,
    industry: usize,
    size: Size,
    seats: i32,
    key_account: bool,
    owner: usize,
) -> Role {
    Role {
        name,
        industry,
        size,
        seats,
        key_account,
        owner,
    }
}
