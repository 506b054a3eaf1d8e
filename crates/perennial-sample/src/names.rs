//! Who is who: invented companies, contacts and customer-success managers.
//!
//! The towns, brands and people do not exist; both languages draw by the same numbers.

use crate::words::Words;
use perennial_data::Language;

/// Industries; [`BUSINESSES`] has the words for company names in the same order.
pub(crate) const INDUSTRIES: [Words; 10] = [
    Words("制造", "Manufacturing"),
    Words("零售", "Retail"),
    Words("物流", "Logistics"),
    Words("医疗健康", "Healthcare"),
    Words("教育", "Education"),
    Words("金融", "Financial services"),
    Words("软件", "Software"),
    Words("能源环保", "Energy"),
    Words("食品餐饮", "Food"),
    Words("企业服务", "Business services"),
];

const BUSINESSES: [[Words; 3]; 10] = [
    [
        Words("精密机械", "Precision"),
        Words("智能装备", "Industries"),
        Words("智造", "Works"),
    ],
    [
        Words("商贸", "Trading"),
        Words("优品零售", "Outfitters"),
        Words("百货", "Stores"),
    ],
    [
        Words("物流", "Logistics"),
        Words("供应链", "Supply Chain"),
        Words("冷链", "Cold Chain"),
    ],
    [
        Words("医疗科技", "Medical"),
        Words("健康管理", "Health"),
        Words("医疗器械", "Devices"),
    ],
    [
        Words("教育科技", "Learning"),
        Words("职业培训", "Training"),
        Words("在线教育", "Academy"),
    ],
    [
        Words("金服信息", "Finance"),
        Words("融资租赁", "Leasing"),
        Words("保险经纪", "Insurance"),
    ],
    [
        Words("软件", "Software"),
        Words("信息技术", "Systems"),
        Words("数据科技", "Data"),
    ],
    [
        Words("新能源", "Energy"),
        Words("电力设备", "Power"),
        Words("环保", "Renewables"),
    ],
    [
        Words("食品", "Foods"),
        Words("乳业", "Dairy"),
        Words("餐饮管理", "Kitchens"),
    ],
    [
        Words("企业管理", "Partners"),
        Words("人力资源", "Staffing"),
        Words("咨询", "Consulting"),
    ],
];

const TOWNS: [&str; 23] = [
    "澜州", "岚城", "青屿", "汐港", "朔原", "禾川", "栖湖", "霁山", "云泽", "望川", "砚溪", "鹭洲",
    "临汐", "松屏", "雁浦", "锦澜", "梧城", "石濑", "金桐", "星渚", "凌江", "苇州", "碧峤",
];

const BRANDS: [&str; 50] = [
    "澄帆", "拓岩", "砺舟", "稷谷", "穗语", "衡屿", "启棠", "翎远", "沐森", "砚方", "泊云", "翼石",
    "晟禾", "弦月", "木栈", "微澜", "素尺", "岳麟", "鲸序", "壹禾", "橙序", "朗桥", "炬林", "疏桐",
    "棱镜", "砾光", "青穹", "迅羽", "归帆", "知渠", "万棱", "辰砂", "霜桥", "星砚", "同衡", "溪石",
    "绿芜", "蓝鳍", "松烟", "银杉", "乘槎", "飞檐", "云杼", "静渊", "平野", "广陌", "竹汀", "北辙",
    "南屿", "东麓",
];

const FIRST_HALVES: [&str; 20] = [
    "Lark", "Bramble", "Thistle", "Raven", "Alder", "Hazel", "Copper", "Silver", "Winter",
    "Harrow", "Maple", "Stone", "Ember", "Cedar", "Juniper", "Willow", "Falcon", "Otter",
    "Heather", "Quill",
];

const SECOND_HALVES: [&str; 15] = [
    "hollow", "wick", "moor", "gate", "mere", "field", "brook", "haven", "ridge", "combe", "leigh",
    "stead", "ford", "croft", "dale",
];

const ENDINGS: [&str; 3] = ["", " Ltd", " Group"];

/// The name of company `number` (below 200) of an industry; no two are the same.
pub(crate) fn company(language: Language, number: usize, industry: usize) -> String {
    let business = BUSINESSES[industry % BUSINESSES.len()][number % 3].get(language);
    match language {
        Language::Zh => {
            let town = TOWNS[(number * 5 + number / BRANDS.len() * 7) % TOWNS.len()];
            let brand = BRANDS[number % BRANDS.len()];
            format!("{town}{brand}{business}有限公司")
        }
        Language::En => {
            let first = FIRST_HALVES[number % FIRST_HALVES.len()];
            let second = SECOND_HALVES[(number / FIRST_HALVES.len() + 3 * number) % 15];
            let ending = ENDINGS[number / 7 % ENDINGS.len()];
            format!("{first}{second} {business}{ending}")
        }
    }
}

/// Regions.
pub(crate) const REGIONS: [Words; 6] = [
    Words("华东", "East"),
    Words("华南", "South"),
    Words("华北", "North"),
    Words("华中", "Central"),
    Words("西南", "Southwest"),
    Words("东北", "Northeast"),
];

/// Customer-success managers.
pub(crate) const OWNERS: [Words; 8] = [
    Words("林晓", "Ava L."),
    Words("周然", "Noah Z."),
    Words("陈牧", "Maya C."),
    Words("许宁", "Ethan X."),
    Words("沈言", "Chloe S."),
    Words("顾青", "Lucas G."),
    Words("何朗", "Nora H."),
    Words("叶舒", "Owen Y."),
];

const FAMILIES: [Words; 24] = [
    Words("王", "Grace"),
    Words("李", "Daniel"),
    Words("张", "Emma"),
    Words("刘", "Henry"),
    Words("杨", "Sofia"),
    Words("赵", "Jack"),
    Words("黄", "Ruby"),
    Words("吴", "Leo"),
    Words("徐", "Alice"),
    Words("孙", "Oscar"),
    Words("胡", "Hannah"),
    Words("朱", "Max"),
    Words("高", "Clara"),
    Words("郭", "Felix"),
    Words("马", "Irene"),
    Words("罗", "Simon"),
    Words("梁", "Julia"),
    Words("宋", "Peter"),
    Words("郑", "Laura"),
    Words("谢", "Victor"),
    Words("唐", "Helen"),
    Words("韩", "Martin"),
    Words("冯", "Diana"),
    Words("邓", "Thomas"),
];

/// How a contact is addressed, by role: decision maker, champion, user, finance. English takes the
/// initial of a family name.
const TITLES: [&str; 4] = ["总", "经理", "工", "会计"];

/// The name of a contact: `family` and `initial` are drawn, `role` is the position in
/// [`crate::tables::contacts::ROLES`].
pub(crate) fn contact(language: Language, family: usize, initial: usize, role: usize) -> String {
    let family = FAMILIES[family % FAMILIES.len()].get(language);
    match language {
        Language::Zh => format!("{family}{}", TITLES[role % TITLES.len()]),
        Language::En => {
            let letters = "ABCDEFGHJKLMNPRSTW";
            let letter = letters.get(initial % letters.len()..).unwrap_or(letters);
            let letter = letter.get(..1).unwrap_or("A");
            format!("{family} {letter}.")
        }
    }
}

/// How many different family names there are to draw from.
pub(crate) const N_FAMILIES: usize = FAMILIES.len();
