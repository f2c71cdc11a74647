//! How reports print an item, where the protocol file does not say it; and the codes that stand beside names.
//!
//! One table; `;` stands between two names. A name is compared without capitals, blanks and marks ([`super::fold`]); a
//! code to the letter. What looks like an item and is another thing is not here: granulocytes are not neutrophils, an
//! estimated filtration rate is no clearance, and what is measured in urine has names of its own.

/// Names by the item's id.
pub(super) const NAMES: &[(&str, &str)] = &[
    (
        "white_cells",
        "WBC; WBC count; White blood cells; White blood cell count; White cell count; \
            White blood count; Leukocytes; Leucocytes; Leukocyte count; 白细胞; 白细胞计数; 白细胞数; 白细胞总数; \
            Leukozyten; Leukos; Leuko",
    ),
    (
        "neutrophils",
        "Neutrophils, absolute; Neutrophils (Absolute); Absolute neutrophils; Abs. Neutrophils; \
            Abs Neut; Absolute neutrophil count; Neutrophil count; Neutrophils abs; Neutrophil abs; \
            Neutrophil absolute; ANC; NEUT#; NE#; Neu#; Neutro Abs; Neut Abs; Neutrophils #; 中性粒细胞绝对值; \
            中性粒细胞绝对计数; 中性粒细胞计数; 中性粒细胞数; 中性粒细胞数目; 中性粒细胞#; Neutrophile absolut; Neutrophile abs.; \
            Neutrophile Granulozyten absolut; Neutrophile #",
    ),
    (
        "neutrophils_percent",
        "NEUT%; NE%; Neu%; Neutrophils %; Neutrophils percent; Neutrophil %; Neutrophils relative; \
            % Neutrophils; 中性粒细胞百分比; 中性粒细胞%; 中性粒细胞比率; 中性粒细胞百分数; 中性粒细胞比例; Neutrophile %; \
            Neutrophile relativ; Neutrophils/100 leukocytes",
    ),
    (
        "bands_percent",
        "Bands %; Band neutrophils %; 杆状核粒细胞%; 杆状核百分比; Stabkernige %; \
            Band form neutrophils/100 leukocytes",
    ),
    (
        "lymphocytes",
        "Lymphocytes, absolute; Lymphocytes (Absolute); Absolute lymphocytes; Lymphs (Absolute); \
            Abs. Lymphocytes; Abs Lymph; Absolute lymphocyte count; Lymphocyte count; Lymphocytes abs; \
            Lymphocyte absolute; Lymphs abs; ALC; LYMPH#; LYM#; LY#; Lymphocytes #; 淋巴细胞绝对值; 淋巴细胞绝对计数; \
            淋巴细胞计数; 淋巴细胞数; 淋巴细胞数目; 淋巴细胞#; Lymphozyten absolut; Lymphozyten abs.; Lymphozyten #",
    ),
    (
        "lymphocytes_percent",
        "LYMPH%; LYM%; LY%; Lymphocytes %; Lymphocytes percent; Lymphocyte %; Lymphocytes relative; \
            % Lymphocytes; Lymphs %; 淋巴细胞百分比; 淋巴细胞%; 淋巴细胞比率; 淋巴细胞百分数; 淋巴细胞比例; Lymphozyten %; \
            Lymphozyten relativ; Lymphocytes/100 leukocytes",
    ),
    (
        "nucleated_red_cells",
        "NRBC; NRBC%; NRBC/100 WBC; Nucleated RBC; Nucleated red blood cells; 有核红细胞; 有核红细胞百分比; \
            Normoblasten",
    ),
    (
        "haemoglobin",
        "HGB; Hb; Hemoglobin; Haemoglobin; 血红蛋白; 血红蛋白浓度; 血红蛋白量; 血红蛋白含量; 血色素; Hämoglobin; \
            Haemoglobin (Hb)",
    ),
    (
        "platelets",
        "PLT; PLAT; Platelet; Platelets; Platelet count; Platelets count; Thrombocytes; 血小板; 血小板计数; \
            血小板数; 血小板总数; 血小板数目; Thrombozyten; Thrombos; Thrombo",
    ),
    (
        "bilirubin_total",
        "TBIL; T-BIL; TBili; T.Bili; Bili total; BILI; Bilirubin; Total bilirubin; Bilirubin, Total; \
            Bilirubin total; Bilirubin.total; 总胆红素; 总胆红素测定; Bilirubin gesamt; Gesamtbilirubin; \
            Bilirubin, ges.; Bilirubin ges; GBIL",
    ),
    (
        "bilirubin_direct",
        "DBIL; D-BIL; DBili; D.Bili; Direct bilirubin; Bilirubin, Direct; Bilirubin.direct; \
            Conjugated bilirubin; Bilirubin, Conjugated; 直接胆红素; 结合胆红素; Bilirubin direkt; \
            Direktes Bilirubin",
    ),
    (
        "alt",
        "ALT; SGPT; GPT; ALT (SGPT); SGPT (ALT); ALT/GPT; GPT/ALT; ALAT; ALT (GPT); GPT (ALT); \
            GPT (ALAT); ALAT (GPT); Alanine aminotransferase; Alanine transaminase; 丙氨酸氨基转移酶; 丙氨酸氨基转换酶; \
            丙氨酸转氨酶; 谷丙转氨酶; Alanin-Aminotransferase",
    ),
    (
        "ast",
        "AST; SGOT; GOT; AST (SGOT); SGOT (AST); AST/GOT; GOT/AST; ASAT; AST (GOT); GOT (AST); \
            GOT (ASAT); ASAT (GOT); Aspartate aminotransferase; Aspartate transaminase; 天门冬氨酸氨基转移酶; \
            天门冬氨酸氨基转换酶; 门冬氨酸氨基转移酶; 门冬氨酸氨基转换酶; 天冬氨酸氨基转移酶; 天冬氨酸氨基转换酶; 天冬氨酸转氨酶; 谷草转氨酶; \
            Aspartat-Aminotransferase",
    ),
    ("creatinine", "CREA; CREAT; Cr; Scr; Creatinine; Creat; 肌酐; 血肌酐; 血清肌酐; Kreatinin; Krea"),
    (
        "creatinine_clearance_reported",
        "CrCl; Ccr; Creatinine clearance; Creat clearance; Creatinine renal clearance; 肌酐清除率; \
            内生肌酐清除率; Kreatinin-Clearance; Kreatininclearance",
    ),
    (
        "creatinine_clearance_measured",
        "Creatinine clearance, 24 h; Creatinine clearance 24h urine; 24 h creatinine clearance; \
            24-hour creatinine clearance; Measured creatinine clearance; \
            Creatinine clearance, measured; 24小时肌酐清除率; 24小时内生肌酐清除率; 实测内生肌酐清除率; 实测肌酐清除率",
    ),
    ("sodium", "Na; Na+; SODIUM; Sodium; 钠; 血钠; 血清钠; 钠离子; Natrium"),
    ("potassium", "K; K+; Potassium; 钾; 血钾; 血清钾; 钾离子; Kalium"),
    (
        "lvef",
        "LVEF; EF; Ejection fraction; Left ventricular ejection fraction; 左心室射血分数; 左室射血分数; 射血分数",
    ),
    (
        "spo2_room_air",
        "SpO2, room air; SpO2 (room air); SpO₂; SpO2; 指脉氧; 指脉氧饱和度; 脉搏血氧饱和度; 脉氧饱和度",
    ),
    ("weight", "Weight; Body weight; 体重; Gewicht; Körpergewicht"),
    ("height", "Height; Body height; 身高; Größe; Körpergröße"),
    ("ecog", "ECOG; ECOG PS; ECOG performance status; ECOG评分; 体能状态评分"),
    (
        "hbsag",
        "HBsAg; HBs-Ag; HBs antigen; Hepatitis B surface antigen; Hepatitis B surface Ag; \
            Hep B surface antigen; Hepatitis B virus surface Ag; Hepatitis B Surf Ag; HBsAg Screen; \
            乙肝表面抗原; 乙肝病毒表面抗原; 乙型肝炎表面抗原; 乙型肝炎病毒表面抗原; HBs-Antigen; Hepatitis-B-Oberflächenantigen",
    ),
    (
        "anti_hbc",
        "anti-HBc; HBcAb; Anti-HBc total; HBc antibody; Hepatitis B core antibody; \
            Hepatitis B core Ab; Hep B core Ab, Tot; Hep B core Ab total; \
            Hepatitis B core antibody, total; Hepatitis B virus core Ab; 抗-HBc; 乙肝核心抗体; 乙肝病毒核心抗体; \
            乙型肝炎核心抗体; 乙型肝炎病毒核心抗体; HBc-Antikörper; Anti-HBc gesamt",
    ),
    (
        "hbv_dna",
        "HBV DNA; HBV-DNA; HBV DNA quant; HBV DNA, quantitative; HBV DNA PCR; HBV DNA viral load; \
            HBV viral load; Hepatitis B DNA; Hepatitis B virus DNA; 乙肝病毒DNA; 乙肝病毒DNA定量; 乙型肝炎病毒DNA; \
            乙型肝炎病毒核酸; 乙型肝炎病毒核酸定量; HBV-DNA定量; 乙肝DNA",
    ),
    (
        "anti_hcv",
        "anti-HCV; HCV antibody; HCV Ab; Hepatitis C antibody; Hepatitis C Ab; Hep C antibody; \
            Hep C Ab; Hep C Virus Ab; Hepatitis C virus Ab; 抗-HCV; 抗HCV; 丙肝抗体; 丙型肝炎抗体; 丙肝病毒抗体; \
            丙型肝炎病毒抗体; HCV抗体; HCV-Antikörper",
    ),
    (
        "syphilis_antibody",
        "Syphilis antibody; Syphilis Ab; Treponema pallidum Ab; Treponema pallidum antibody; \
            Treponemal antibody; T. pallidum Ab; TP Ab; TPAb; anti-TP; 抗-TP; TPPA; TPHA; 梅毒抗体; 梅毒螺旋体抗体; \
            梅毒螺旋体特异性抗体; TP抗体; Treponema-pallidum-Antikörper; Lues-Suchtest",
    ),
    (
        "hiv_antibody",
        "HIV antibody; HIV Ab; HIVAb; anti-HIV; 抗-HIV; 抗HIV; HIV 1/2 antibody; HIV-1/2 Ab; \
            HIV 1/2 Ab; HIV 1+2 antibody; HIV抗体; HIV1/2抗体; HIV(1+2)抗体; HIV 1+2抗体; 人类免疫缺陷病毒抗体; 艾滋病病毒抗体; \
            艾滋病抗体; HIV-Antikörper",
    ),
];

/// Names that two items share; the unit says which of the two it is.
pub(super) const EITHER: &[([&str; 2], &str)] = &[
    (
        ["neutrophils", "neutrophils_percent"],
        "Neutrophils; Neutrophil; NEUT; Neut.; NE; Neu; 中性粒细胞; Neutrophile; Neutrophile Granulozyten",
    ),
    (
        ["lymphocytes", "lymphocytes_percent"],
        "Lymphocytes; Lymphocyte; Lymphs; LYMPH; LYM; LY; 淋巴细胞; Lymphozyten",
    ),
];

/// Codes by the item's id: LOINC, and the test codes of CDISC.
///
/// LOINC has codes that reports mistake for these: 13952-7 is the core antibody of hepatitis B and never that of
/// hepatitis C. Where the name beside a code says another thing, a person is asked.
pub(super) const CODES: &[(&str, &str)] = &[
    ("white_cells", "6690-2; 26464-8; WBC"),
    ("neutrophils", "751-8; 26499-4; NEUT"),
    ("neutrophils_percent", "770-8; 26511-6; NEUTLE"),
    ("bands_percent", "26508-2"),
    ("lymphocytes", "731-0; 26474-7; LYM"),
    ("lymphocytes_percent", "736-9; 26478-8; LYMLE"),
    ("nucleated_red_cells", "19048-8; 58413-6"),
    ("haemoglobin", "718-7; 59260-0; HGB"),
    ("platelets", "777-3; 26515-7; PLAT"),
    ("bilirubin_total", "14631-6; 1975-2; BILI"),
    ("bilirubin_direct", "1968-7; 14629-0; BILDIR"),
    ("alt", "1742-6; 1743-4; 1744-2; ALT"),
    ("ast", "1920-8; 30239-8; 88112-8; AST"),
    ("creatinine", "14682-9; 2160-0; 38483-4; CREAT"),
    ("creatinine_clearance_measured", "2164-2"),
    ("sodium", "2951-2; 2947-0; SODIUM"),
    ("potassium", "2823-3; 6298-4; K"),
    ("lvef", "10230-1"),
    ("spo2_room_air", "59408-5; 2708-6"),
    ("weight", "29463-7"),
    ("height", "8302-2"),
    ("hbv_dna", "29615-2; 42595-9"),
    ("hbsag", "5196-1; 5195-3"),
    ("anti_hbc", "13952-7; 16933-4"),
    ("anti_hcv", "13955-0; 16128-1"),
    ("syphilis_antibody", "24110-9"),
    ("hiv_antibody", "56888-1"),
];

/// Words that say of which material a value is, where that is the one that the item means.
pub(super) const OWN_MATERIAL: &str = "serum; plasma; blood; serum or plasma; serum/plasma; serum, plasma or blood; serum plasma; \
            whole blood; venous blood; s; p; b; s/p; i.s.; i.p.; i.b.; im serum; im plasma; im blut; \
            vollblut; blut; edta; edta-blut; 血清; 血浆; 全血; 静脉血; 血; 血液; 抗凝血";

/// Words that say that it is another one.
pub(super) const OTHER_MATERIAL: &str = "urine; urin; ur; u; 24h urine; 24 h urine; spot urine; random urine; i.u.; im urin; \
            sammelurin; spontanurin; urinalysis; urine chemistry; 尿; 尿液; 24小时尿; 随机尿; 尿常规; 尿液分析; 尿生化; \
            csf; cerebrospinal fluid; liquor; 脑脊液; pleural fluid; pleural effusion; 胸水; 胸腔积液; ascites; \
            ascitic fluid; aszites; 腹水; stool; faeces; feces; stuhl; 粪便; 大便; saliva; speichel; 唾液; \
            bone marrow; knochenmark; 骨髓; dialysate; body fluid; 体液; punktat";

/// The entries of a list.
pub(super) fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(';').map(str::trim)
}
