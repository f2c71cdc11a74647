//! What a column holds, by the label over it: English, Chinese, German, and the names of CDISC and FHIR.

use super::{dates::date_in, names::fold};
use std::{collections::BTreeMap, sync::LazyLock};

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// The name of what was measured, or a code for it.
    Name,
    /// The current result.
    Result,
    /// Results of this date.
    Dated(String),
    /// An earlier result.
    Previous,
    /// The lower end of the reference interval.
    Low,
    /// Its upper end.
    High,
    /// The reference interval.
    Interval,
    Unit,
    /// High or low, by a sign.
    Flag,
    Method,
    /// When the sample was taken.
    Date,
    /// When something else was done with it.
    OtherDate,
    /// Whose it is.
    Subject,
    /// What it is of: serum, urine.
    Material,
    /// Nothing stands over the column.
    Blank,
    /// Something that is not read.
    Other,
}

/// Labels as compared, a blank between two; of two columns of one role the label that stands earlier here wins.
const LABELS: &[(Role, &str)] = &[
    (
        Role::Name,
        "lbtest lbtestcd test tests testname labtest parameter parametername analyte component item \
            itemname name investigation assay examination observation description testdescription \
            display codedisplay codetext codecodingdisplay codecodingcode code testcode itemcode loinc \
            loinccode lbloinc abbreviation abbr shortname labcode 项目 检验项目 检查项目 检测项目 测试项目 项目名称 检验项目名称 \
            检测项目名称 中文名称 名称 指标 检验指标 代码 代号 项目代码 项目代号 英文名称 英文缩写 英文代码 英文 缩写 简称 untersuchung analyt \
            messgröße bezeichnung laborparameter kürzel kurzname kurzbezeichnung parameterbezeichnung",
    ),
    (
        Role::Result,
        "lborres result results currentresult currentresults currentvalue current \
            currentresultandflag value values resultvalue testresult yourresult yourvalue observedvalue \
            observationvalue measuredvalue valuequantity valuequantityvalue reportedvalue 结果 检验结果 检查结果 \
            检测结果 测定结果 本次结果 本次检验结果 当前结果 结果值 测定值 检测值 数值 本次 ergebnis ergebnisse wert messwert resultat \
            aktuell aktuellerwert aktuellesergebnis resultwert ergebniswert",
    ),
    (
        Role::Low,
        "lbornrlo low lower lowerlimit lowerlimitofnormal lln reflow referencelow rangelow \
            referencerangelow refrangelow normallow lownormal lowerreferencelimit lowlimit min minimum \
            from 下限 参考下限 参考值下限 参考区间下限 低值 参考低值 最低值 正常值下限 untergrenze unterergrenzwert unteregrenze \
            referenzunten von untererreferenzwert",
    ),
    (
        Role::High,
        "lbornrhi high upper upperlimit upperlimitofnormal uln refhigh referencehigh rangehigh \
            referencerangehigh refrangehigh normalhigh highnormal upperreferencelimit highlimit max \
            maximum to 上限 参考上限 参考值上限 参考区间上限 高值 参考高值 最高值 正常值上限 obergrenze oberergrenzwert oberegrenze \
            referenzoben bis obererreferenzwert",
    ),
    (
        Role::Interval,
        "referenceinterval referencerange referenceranges refrange refinterval reference ref \
            referencevalues referencevalue range normalrange normalvalues normals normal interval \
            biologicalreferenceinterval bioreferenceinterval biorefinterval expected standardrange \
            standardranges 参考区间 参考范围 参考值 参考值范围 参考 生物参考区间 正常值 正常范围 正常参考值 正常值范围 正常参考范围 参考值区间 \
            referenzbereich referenzbereiche referenzwert referenzwerte referenz referenzintervall \
            normbereich normwert normwerte norm",
    ),
    (
        Role::Unit,
        "lborresu unit units uom resultunit resultunits unitofmeasure unitsofmeasure valueunit \
            valuequantityunit 单位 结果单位 计量单位 测量单位 einheit einheiten dimension maßeinheit",
    ),
    (
        Role::Flag,
        "lbnrind flag flags abnormal abnormalflag abnflag hl highlow interpretation 提示 标志 标识 异常 异常提示 \
            异常标志 高低 箭头 状态提示 结果提示 hinweis markierung kennung bewertung auffällig pathologisch",
    ),
    (
        Role::Method,
        "lbmethod method methods testmethod methodology 方法 检测方法 检验方法 测定方法 方法学 methode verfahren",
    ),
    (
        Role::Date,
        "lbdtc collected collectiondate collectiontime collectiondatetime datecollected collectedat \
            collectedon timecollected specimencollected samplecollected sampledate sampletime \
            samplingdate samplingtime dateofcollection drawn datedrawn drawdate effectivedatetime \
            effectivedate 采集时间 采集日期 采样时间 采样日期 标本采集时间 标本采集日期 抽血时间 采血时间 采血日期 abnahme abnahmedatum \
            abnahmezeit abnahmezeitpunkt entnahme entnahmedatum entnahmezeit probenahme probenahmedatum \
            date datetime time dateandtime 日期 时间 检验日期 检查日期 检测日期 检验时间 检查时间 检测时间 datum zeit uhrzeit \
            zeitpunkt testdate dateoftest labdate",
    ),
    (
        Role::OtherDate,
        "received datereceived receiveddate reported reportdate reporttime datereported resultdate \
            resulttime issued verified authorised authorized printed lbendtc ordered orderdate \
            dateordered birthdate dob 接收时间 接收日期 送检时间 送检日期 报告时间 报告日期 审核时间 审核日期 打印时间 打印日期 申请时间 申请日期 开单时间 \
            出生日期 eingang eingangsdatum probeneingang befunddatum berichtsdatum ausgabedatum \
            geburtsdatum auftragsdatum druckdatum",
    ),
    (
        Role::Subject,
        "usubjid subjid subjectid subjectcode subject subjectno subjectnumber screeningno \
            screeningnumber participantid participant patientid patientno patientnumber patient mrn \
            medicalrecordnumber patientmrn 受试者编号 受试者代码 受试者 筛选号 患者编号 病人编号 患者 患者id 病人id 病人 病历号 病案号 住院号 \
            门诊号 patientennummer patientenid patientennr patnr probandennummer probandenid patientname \
            姓名 患者姓名 病人姓名 受试者姓名 patientenname",
    ),
    (
        Role::Material,
        "lbspec specimen specimentype sample sampletype material matrix 标本 标本类型 标本种类 样本 样本类型 样本种类 \
            probe probenart probenmaterial untersuchungsmaterial",
    ),
    (
        Role::Other,
        "studyid domain lbseq lbcat lbstresc lbstresn lbstresu lbstnrlo lbstnrhi visit visitnum \
            visitdy lbdy lbblfl no nr seq number 序号 编号 encounter category type status comment comments \
            remark remarks 备注 状态 kommentar bemerkung status lab laboratory site age sex gender 性别 年龄 科室 \
            geschlecht alter labor",
    ),
];

/// What says that a result is not the current one, wherever it stands in a label.
const EARLIER: [&str; 22] = [
    "previous",
    "prior",
    "prev",
    "lastresult",
    "lastvalue",
    "history",
    "historical",
    "baseline",
    "上次",
    "前次",
    "上一次",
    "历史",
    "历次",
    "既往",
    "vorwert",
    "vorbefund",
    "vorherig",
    "vorergebnis",
    "letzterwert",
    "letztesergebnis",
    "voriger",
    "vorheriges",
];

/// Whether a text speaks of an earlier result.
pub(super) fn is_earlier(text: &str) -> bool {
    let folded = fold(text);
    EARLIER.iter().any(|word| folded.contains(word))
}

/// What says that a result is not the one that was collected.
const CONVERTED: [&str; 7] = ["standard", "converted", "siresult", "sivalue", "换算", "umgerechnet", "delta"];

/// The place of a label that is not known.
pub(super) const STRANGE: usize = usize::MAX;

/// What a label says of its column, and its place among the labels of that role.
pub(super) fn role_of(label: &str) -> (Role, usize) {
    let folded: String = fold(label).chars().filter(|c| !"()[]【】#*%&".contains(*c)).collect();
    if folded.is_empty() {
        return if label.trim().is_empty() { (Role::Blank, 0) } else { (Role::Other, STRANGE) };
    }
    if let Some(known) = listed(&folded) {
        return known;
    }
    if is_earlier(&folded) {
        return (Role::Previous, 0);
    }
    if CONVERTED.iter().any(|word| folded.contains(word)) {
        return (Role::Other, 0);
    }
    if let Some(date) = date_in(label) {
        return (Role::Dated(date.to_owned()), 0);
    }
    // `Result 1` and `Result 2`, `参考区间（成人）`.
    let bare = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    let before = label.split(['(', '（', '[']).next().map(fold).unwrap_or_default();
    listed(bare).or_else(|| listed(&before)).unwrap_or((Role::Other, STRANGE))
}

fn listed(folded: &str) -> Option<(Role, usize)> {
    KNOWN.get(folded).cloned()
}

/// The first place of each label.
static KNOWN: LazyLock<BTreeMap<&str, (Role, usize)>> = LazyLock::new(|| {
    let mut known = BTreeMap::new();
    for (role, labels) in LABELS {
        for (place, label) in labels.split_whitespace().enumerate() {
            known.entry(label).or_insert_with(|| (role.clone(), place));
        }
    }
    known
});
