//! What people write for a currency: signs, abbreviations, names, in the scripts of the countries that use them.

/// How sure a sign is of its currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// Only one currency is written so.
    Sure,
    /// The first one is meant unless something else is said; the reading is noted.
    Usual,
    /// Several currencies share it with equal right: unknown without a hint.
    Open,
}

/// Where a sign may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Anywhere in the text.
    Anywhere,
    /// Only next to the number, or alone in a hint: too short or too much of a word.
    Touching,
}

/// One way of writing a currency.
#[derive(Debug)]
pub(super) struct Sign {
    /// As people write it.
    pub text: &'static str,
    /// ISO codes it can stand for, the usual one first, separated by spaces.
    pub codes: &'static str,
    /// How sure it is.
    pub reading: Reading,
    /// Where it may stand.
    pub place: Place,
    /// Whether upper and lower case are different things (`Ft` forint, `ft` feet).
    pub exact: bool,
}

const fn sure(text: &'static str, codes: &'static str) -> Sign {
    Sign { text, codes, reading: Reading::Sure, place: Place::Anywhere, exact: false }
}

const fn usual(text: &'static str, codes: &'static str) -> Sign {
    Sign { text, codes, reading: Reading::Usual, place: Place::Anywhere, exact: false }
}

const fn open(text: &'static str, codes: &'static str) -> Sign {
    Sign { text, codes, reading: Reading::Open, place: Place::Anywhere, exact: false }
}

impl Sign {
    const fn near(mut self) -> Self {
        self.place = Place::Touching;
        self
    }

    const fn exact(mut self) -> Self {
        self.exact = true;
        self
    }
}

/// Currencies called dollar, the US dollar first.
const DOLLARS: &str = "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP BRL BBD BMD BND BSD BZD FJD GYD JMD KYD LRD NAD \
    SBD SRD TTD XCD ZWL CUP DOP UYU NIO";

/// The penny: written against its number, never before it (`p 5` is a page).
pub(super) const PENNY: &str = "p";

/// Other signs that name a hundredth of their currency.
pub(super) const HUNDREDTHS: &[&str] = &["¢", "cents", "pence"];

/// Every sign `arb` knows. Codes of ISO 4217 themselves are in [`ISO`].
pub(super) const SIGNS: &[Sign] = &[
    // Signs of one currency.
    sure("€", "EUR"),
    sure("â‚¬", "EUR"),
    sure("₺", "TRY"),
    sure("₽", "RUB"),
    sure("₴", "UAH"),
    sure("₸", "KZT"),
    sure("₼", "AZN"),
    sure("₾", "GEL"),
    sure("֏", "AMD"),
    sure("₪", "ILS"),
    sure("₹", "INR"),
    sure("₩", "KRW"),
    sure("₫", "VND"),
    sure("฿", "THB"),
    sure("৳", "BDT"),
    sure("៛", "KHR"),
    sure("₭", "LAK"),
    sure("₮", "MNT"),
    sure("₱", "PHP"),
    sure("₲", "PYG"),
    sure("₡", "CRC"),
    sure("₦", "NGN"),
    sure("₵", "GHS"),
    sure("GH₵", "GHS"),
    sure("GH¢", "GHS"),
    sure("؋", "AFN"),
    sure("元", "CNY"),
    sure("人民币", "CNY"),
    sure("圆", "CNY"),
    usual("円", "JPY"),
    usual("圓", "CNY TWD HKD"),
    sure("원", "KRW"),
    sure("บาท", "THB"),
    // Signs several currencies share.
    sure("£", "GBP EGP LBP SYP GIP FKP SHP SSP SDG"),
    usual("¥", "JPY CNY"),
    usual("$", DOLLARS),
    usual("﷼", "IRR SAR QAR OMR YER"),
    usual("ریال", "IRR"),
    open("ريال", "SAR QAR OMR YER"),
    open("₤", "ITL GBP TRL"),
    open("₨", "INR PKR LKR NPR MUR SCR"),
    open("₣", "CHF FRF XAF XOF"),
    open("ƒ", "AWG ANG XCG NLG"),
    open("₿", ""),
    open("Ƀ", ""),
    // Dollars that say whose.
    sure("US$", "USD"),
    sure("US $", "USD"),
    sure("U$S", "USD"),
    sure("U.S.$", "USD"),
    sure("U$", "USD"),
    sure("CA$", "CAD"),
    sure("C$", "CAD NIO"),
    sure("CAN$", "CAD"),
    sure("CA $", "CAD"),
    sure("C $", "CAD"),
    sure("CDN$", "CAD"),
    sure("CND", "CAD"),
    sure("CDN", "CAD"),
    sure("A$", "AUD"),
    sure("AU$", "AUD"),
    sure("AU $", "AUD"),
    sure("NZ$", "NZD"),
    sure("NZ $", "NZD"),
    sure("S$", "SGD"),
    sure("SG$", "SGD"),
    sure("HK$", "HKD"),
    sure("HK $", "HKD"),
    sure("NT$", "TWD"),
    sure("NT", "TWD").near().exact(),
    sure("MX$", "MXN"),
    sure("Mex$", "MXN"),
    sure("AR$", "ARS"),
    sure("CL$", "CLP"),
    sure("COL$", "COP"),
    sure("CO$", "COP"),
    sure("R$", "BRL"),
    sure("$U", "UYU"),
    sure("$b", "BOB"),
    sure("RD$", "DOP"),
    sure("J$", "JMD"),
    sure("TT$", "TTD"),
    sure("BZ$", "BZD"),
    sure("Bds$", "BBD"),
    sure("BD$", "BMD"),
    sure("BN$", "BND"),
    sure("B$", "BND BSD"),
    sure("EC$", "XCD"),
    sure("FJ$", "FJD"),
    sure("GY$", "GYD"),
    sure("CI$", "KYD"),
    sure("L$", "LRD"),
    sure("N$", "NAD"),
    sure("SI$", "SBD"),
    sure("Sr$", "SRD"),
    sure("WS$", "WST"),
    sure("T$", "TOP"),
    sure("Z$", "ZWL"),
    sure("CUC$", "CUC"),
    sure("MOP$", "MOP"),
    sure("CN¥", "CNY"),
    sure("RMB", "CNY"),
    sure("JP¥", "JPY"),
    sure("E£", "EGP"),
    sure("LE", "EGP").near().exact(),
    sure("L.E.", "EGP"),
    sure("L.E", "EGP").near().exact(),
    sure("LL", "LBP").near().exact(),
    // Hundredths.
    usual("¢", DOLLARS),
    open("cents", "USD EUR AUD CAD NZD ZAR").near(),
    sure("pence", "GBP").near(),
    sure(PENNY, "GBP").near().exact(),
    // Abbreviations and names, Latin script.
    sure("euro", "EUR"),
    sure("euros", "EUR"),
    sure("stg", "GBP").near(),
    usual("pound", "GBP").near(),
    usual("pounds", "GBP").near(),
    usual("dollar", DOLLARS).near(),
    usual("dollars", DOLLARS).near(),
    usual("yen", "JPY").near(),
    sure("yuan", "CNY").near(),
    sure("zł", "PLN"),
    sure("zl", "PLN").near(),
    sure("Kč", "CZK"),
    sure("Kčs", "CSK"),
    sure("Ft", "HUF").near().exact(),
    sure("lei", "RON MDL"),
    sure("leu", "RON MDL").near(),
    sure("kn", "HRK").near().exact(),
    open("kr", "SEK NOK DKK ISK").near(),
    open("kroner", "NOK DKK"),
    sure("kronor", "SEK"),
    sure("TL", "TRY").near().exact(),
    sure("SFr", "CHF"),
    usual("Fr", "CHF FRF XAF XOF").near().exact(),
    open("franc", "CHF FRF XAF XOF").near(),
    open("francs", "CHF FRF XAF XOF").near(),
    sure("FCFA", "XOF XAF"),
    sure("CFA", "XOF XAF"),
    open("din", "RSD MKD").near(),
    sure("Dinara", "RSD"),
    sure("KM", "BAM").near().exact(),
    sure("Lek", "ALL").near(),
    sure("Lekë", "ALL").near(),
    sure("Esc", "PTE").near().exact(),
    sure("DM", "DEM").near().exact(),
    usual("Rs", "INR PKR LKR NPR MUR SCR").near(),
    usual("Re", "INR PKR LKR NPR").near().exact(),
    sure("rupiah", "IDR"),
    sure("Rp", "IDR").near(),
    sure("RM", "MYR").near().exact(),
    sure("baht", "THB").near(),
    sure("đ", "VND").near(),
    sure("VNĐ", "VND"),
    sure("Nu", "BTN").near().exact(),
    sure("Ks", "MMK").near().exact(),
    sure("Php", "PHP").near(),
    sure("Tk", "BDT").near(),
    sure("so'm", "UZS"),
    open("som", "UZS KGS").near(),
    sure("KD", "KWD").near().exact(),
    sure("BD", "BHD").near().exact(),
    sure("DT", "TND").near().exact(),
    sure("JD", "JOD").near().exact(),
    sure("Dhs", "AED"),
    usual("Dh", "AED MAD").near(),
    usual("SR", "SAR SCR").near().exact(),
    sure("QR", "QAR").near().exact(),
    sure("R", "ZAR").near().exact(),
    open("Br", "ETB BYN").near().exact(),
    sure("Rbl", "RUB").near(),
    sure("rub.", "RUB").near(),
    sure("hrn", "UAH").near(),
    sure("KSh", "KES"),
    sure("KShs", "KES"),
    sure("TSh", "TZS"),
    sure("USh", "UGX"),
    sure("FBu", "BIF"),
    sure("FRw", "RWF"),
    sure("RF", "RWF").near().exact(),
    sure("R₣", "RWF"),
    sure("Fdj", "DJF"),
    sure("Nfk", "ERN"),
    sure("GFr", "GNF"),
    sure("FG", "GNF").near().exact(),
    sure("MK", "MWK").near().exact(),
    sure("MT", "MZN").near().exact(),
    sure("MTn", "MZN").near().exact(),
    sure("Kz", "AOA").near().exact(),
    sure("kwz", "AOA").near(),
    sure("Db", "STN").near().exact(),
    sure("Ar", "MGA").near().exact(),
    sure("Sl", "SLE").near().exact(),
    sure("VT", "VUV").near().exact(),
    sure("B/.", "PAB"),
    sure("S/.", "PEN"),
    sure("S/", "PEN").near(),
    usual("Bs", "BOB VES").near().exact(),
    sure("Bs.F", "VEF"),
    open("Q", "GTQ QAR").near().exact(),
    open("P", "BWP PHP MOP").near().exact(),
    open("L", "HNL LSL").near().exact(),
    open("G", "HTG PYG").near().exact(),
    open("BTC", ""),
    // Cyrillic and Greek.
    sure("руб", "RUB BYN"),
    sure("рублей", "RUB"),
    sure("рубля", "RUB"),
    sure("рубль", "RUB"),
    sure("р", "RUB").near(),
    sure("грн", "UAH"),
    sure("гривень", "UAH"),
    sure("лв", "BGN"),
    sure("тг", "KZT").near(),
    sure("тенге", "KZT"),
    sure("ден", "MKD").near(),
    open("дин", "RSD MKD").near(),
    sure("динара", "RSD"),
    sure("км", "BAM").near(),
    open("сом", "KGS UZS").near(),
    sure("сум", "UZS").near(),
    sure("ევრო", "EUR"),
    sure("ლ", "GEL").near(),
    sure("ευρώ", "EUR"),
    // Hebrew, Arabic, Persian.
    sure("ש״ח", "ILS"),
    sure("ש\"ח", "ILS"),
    sure("ש'ח", "ILS"),
    sure("שח", "ILS").near(),
    // A toman is ten rials and has no code of its own.
    open("تومان", ""),
    open("تومن", ""),
    sure("جنيه", "EGP SDG"),
    sure("ج.م", "EGP"),
    sure("ر.س", "SAR"),
    sure("ر.ع", "OMR"),
    sure("ر.ق", "QAR"),
    sure("ر.ي", "YER"),
    sure("د.إ", "AED"),
    sure("درهم", "AED MAD"),
    sure("د.م", "MAD"),
    sure("د.ك", "KWD"),
    sure(".د.ب", "BHD"),
    sure("د.ب", "BHD"),
    sure("د.ج", "DZD"),
    sure("دج", "DZD"),
    sure("د.ت", "TND"),
    sure("د.أ", "JOD"),
    sure("د.ا", "JOD"),
    sure("دينار أردني", "JOD"),
    open("دينار", "IQD JOD KWD DZD LYD TND BHD"),
    open("د.", "IQD JOD KWD DZD LYD TND BHD").near(),
    sure("ع.د", "IQD"),
    sure("د.ع", "IQD"),
    sure("ل.د", "LYD"),
    sure("د.ل", "LYD"),
    sure("ل.س", "SYP"),
    sure("ل.ل", "LBP"),
    sure("ش.ص", "SOS"),
    sure("نافكا", "ERN"),
    // South Asia, Ethiopia.
    sure("र", "INR"),
    sure("रु", "INR NPR"),
    sure("ரூ", "INR LKR"),
    sure("රු", "LKR"),
    sure("ብር", "ETB"),
    sure("ናቕፋ", "ERN"),
];

/// Currencies whose abbreviation is customarily written with a full stop, which then belongs to it: `руб.`, `kr.`.
pub(super) const DOTTED: &[&str] = &["руб", "р", "грн", "лв", "тг", "fr", "sfr", "kr", "nu", "rbl", "дин", "ден"];

/// Codes of ISO 4217, and behind the bar codes withdrawn in living memory that old price lists still carry.
pub(super) const ISO: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP \
    BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF \
    GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD \
    LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR \
    PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY \
    TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG | ATS BEF BGN BYR CSK CUC CYP \
    DEM EEK ESP FIM FRF GRD HRK IEP ITL LTL LUF LVL MRO MTL NLG PTE ROL SIT SKK SLL STD TRL VEF ZWL";

/// Codes that are also words or names: they count only beside the number, and lose against a real sign.
pub(super) const WORDS: &str =
    "ALL AMD ANG BAM BOB CAD COP CUP GEL LAK MAD MOP PEN PHP RON SAR SHP SIT SOS STD TOP TRY";
