"""Small sources in each reader's format, as files by name."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

Files = Mapping[str, str | bytes]

ESCO_NAME = "ESCO dataset - v1.1.1 - classification - en - csv"
_ESCO = "http://data.europa.eu/esco"
NURSE, MIDWIFE = f"{_ESCO}/occupation/nurse", f"{_ESCO}/occupation/midwife"
HEALTH, CARE = f"{_ESCO}/isco/C22", f"{_ESCO}/isco/C2221"
LISTEN, HYGIENE, FRENCH = f"{_ESCO}/skill/listen", f"{_ESCO}/skill/hygiene", f"{_ESCO}/skill/french"
CARING, WELFARE = f"{_ESCO}/skill/S3", f"{_ESCO}/isced-f/09"
LANGUAGES = f"{_ESCO}/concept-scheme/skill-language-groups"
RESEARCH = f"{_ESCO}/concept-scheme/8ae4b9f3-507e-4057-a145-2f96f0132613"

_SKILLS = (
    "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,"
    "scopeNote,definition,inScheme,description\n"
)
_SKILL_GROUPS = (
    "conceptType,conceptUri,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,scopeNote,inScheme,"
    "description,code\n"
)
_OCCUPATIONS = (
    "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,"
    "regulatedProfessionNote,scopeNote,definition,inScheme,description,code\n"
)
_ISCO_GROUPS = "conceptType,conceptUri,code,preferredLabel,status,altLabels,inScheme,description\n"
_COLLECTION = "conceptType,conceptUri,preferredLabel,status,altLabels,description\n"
_BROADER = "conceptType,conceptUri,broaderType,broaderUri\n"

ESCO: dict[str, str] = {
    "skills_en.csv": _SKILLS
    + f'KnowledgeSkillCompetence,{LISTEN},skill/competence,transversal,listen actively,"listen actively\n'
    + 'listen with care\nlisten with care\n\npay attention",hear,released,2021-08-30T11:02:55Z,'
    + "A note,A definition,x,What it is.\n"
    + f"KnowledgeSkillCompetence,{HYGIENE},knowledge,cross-sector,hygiene,,,released,2020-01-01,,,x,\n"
    + f"KnowledgeSkillCompetence,{FRENCH},,,French,,,released,,,,x,\n",
    "skillGroups_en.csv": _SKILL_GROUPS
    + f"SkillGroup,{CARING},caring,looking after,,released,2021-01-02T00:00:00Z,A note,x,About care.,S3\n"
    + f"SkillGroup,{WELFARE},health and welfare,,,released,,,x,,09\n",
    "occupations_en.csv": _OCCUPATIONS
    + f'Occupation,{NURSE},2221,nurse,"RN\nregistered nurse",sister,released,2022-01-13T10:00:00Z,'
    + f'{_ESCO}/regulated-professions/regulated,A note,A definition,x,"Nurses, as a rule,\ncare.",2221.2\n'
    + f"Occupation,{MIDWIFE},2222,midwife,,,released,,,,,x,,2222.1\n",
    "ISCOGroups_en.csv": _ISCO_GROUPS
    + f"ISCOGroup,{HEALTH},22,Health professionals,released,,x,All of them.\n"
    + f"ISCOGroup,{CARE},2221,Nursing professionals,released,,x,\n",
    "languageSkillsCollection_en.csv": _COLLECTION
    + f"KnowledgeSkillCompetence,{FRENCH},French,released,France's tongue | français,\n",
    "researchOccupationsCollection_en.csv": _COLLECTION + f"Occupation,{NURSE},nurse,released,,\n",
    "broaderRelationsSkillPillar.csv": _BROADER
    + f"KnowledgeSkillCompetence,{LISTEN},SkillGroup,{CARING}\n"
    + f"KnowledgeSkillCompetence,{HYGIENE},SkillGroup,{WELFARE}\n",
    "broaderRelationsOccPillar.csv": _BROADER
    + f"ISCOGroup,{CARE},ISCOGroup,{HEALTH}\n"
    + f"Occupation,{NURSE},ISCOGroup,{CARE}\n",
    "skillSkillRelations.csv": "originalSkillUri,originalSkillType,relationType,relatedSkillType,"
    + f"relatedSkillUri\n{LISTEN},skill/competence,optional,knowledge,{HYGIENE}\n",
    "occupationSkillRelations.csv": "occupationUri,relationType,skillType,skillUri\n"
    + f"{NURSE},essential,skill/competence,{LISTEN}\n"
    + f"{NURSE},optional,,{FRENCH}\n",
}

ESCO_FR: dict[str, str] = {
    "skills_fr.csv": _SKILLS
    + f"KnowledgeSkillCompetence,{LISTEN},skill/competence,transversal,écouter,prêter l’oreille,,released,,"
    + "Une note,Une définition,x,Une description.\n",
    "skillGroups_fr.csv": _SKILL_GROUPS + f"SkillGroup,{CARING},soins,,,released,,,x,,S3\n",
    "occupations_fr.csv": _OCCUPATIONS
    + f"Occupation,{NURSE},2221,infirmier/infirmière,infirmière,,released,,,,,x,Soigne.,2221.2\n",
    "ISCOGroups_fr.csv": _ISCO_GROUPS + f"ISCOGroup,{CARE},2221,Cadres infirmiers,released,,x,\n",
}

SAMPLE: dict[str, str] = {
    "occupations.csv": "uri,name,kind,code,status,regulation_note,modified_on\n"
    + f"{CARE},Nursing professionals,GROUP,2221,released,,\n"
    + f"{NURSE},nurse,OCCUPATION,2221.2,released,,2022-01-13\n",
    "skills.csv": "uri,name,kind,code,status,reuse_level,modified_on\n"
    + f"{CARING},caring,GROUP,S3,released,,\n"
    + f"{LISTEN},listen actively,SKILL,,released,transversal,2021-08-30\n"
    + f"{HYGIENE},hygiene,KNOWLEDGE,,released,cross-sector,2020-01-01\n",
    "collections.csv": f"collection,name,concept\n{LANGUAGES},languages,{LISTEN}\n",
    "terms.csv": "type,concept,language,alternatives\n"
    + f"JobRole,{NURSE},en,registered nurse | RN\n"
    + f"Skill,{LISTEN},en,listen with care\n",
    "broader.csv": f"type,narrower,broader\nJobRole,{NURSE},{CARE}\nSkill,{LISTEN},{CARING}\n",
    "requires.csv": "occupation,skill,relation\n"
    + f"{NURSE},{LISTEN},ESSENTIAL\n"
    + f"{NURSE},{HYGIENE},OPTIONAL\n",
    "related.csv": f"skill,other,relation\n{LISTEN},{HYGIENE},OPTIONAL\n",
}

_DDAT = (
    "Role Family,Role,Role Description,Role Level,Role Level Description,Skill Name,Skill Description,"
    "Skill Level,Skill Level Description,Role Type\n"
)
DDAT: dict[str, str] = {
    "ddat_roles_skills.csv": "\ufeff"
    + _DDAT
    + "Data,Data gardener,Grows data.,Senior data gardener,Grows more.,Weeding,To pull.,Expert,Can.,\n"
    + 'Data,Data gardener,Grows data.,Data gardener,"Grows, and\nwaters.",Weeding,To pull.,Working,Can.,\n'
    + "Data,Data gardener,Grows data.,Senior data gardener,Grows more.,Watering,To wet.,Awareness,Can.,\n"
    + "Chiefs,Chief gardener,Leads.,NOT IN USE,NOT IN USE,Watering,To wet.,NOT IN USE,NOT IN USE,Senior\n"
}

_CASE = "https://example.org/ims/case/v1p1"


def _case(kind: str, number: int, **parts: object) -> dict[str, object]:
    own = f"00000000-0000-4000-8000-{number:012}"
    return {"identifier": own, "uri": f"{_CASE}/{kind}/{own}", "lastChangeDateTime": CHANGED, **parts}


def _case_link(kind: str, number: int) -> dict[str, object]:
    own = f"00000000-0000-4000-8000-{number:012}"
    return {"title": kind, "identifier": own, "uri": f"{_CASE}/{kind}/{own}"}


def _case_joined(number: int, relation: str, origin: int, end: dict[str, object]) -> dict[str, object]:
    return _case(
        "CFAssociations",
        number,
        associationType=relation,
        originNodeURI=_case_link("CFItems", origin),
        destinationNodeURI=end,
    )


CHANGED = "2024-05-06T07:08:09+00:00"
CASE_PACKAGE: dict[str, object] = {
    "CFDocument": _case(
        "CFDocuments",
        1,
        creator="An example school",
        title="Reading",
        version="2",
        language="en",
        caseVersion="1.1",
        licenseURI={**_case_link("CFLicenses", 2), "title": "CC BY 4.0"},
    ),
    "CFItems": [
        _case("CFItems", 11, fullStatement="Understand texts", CFItemType="Strand", humanCodingScheme="R"),
        _case(
            "CFItems",
            12,
            fullStatement="Find the main idea of a text that is new",
            abbreviatedStatement="Find the main idea",
            alternativeLabel="Say what it is about",
            CFItemType="Learning Outcome",
            humanCodingScheme="R.1",
            conceptKeywords=["idea"],
            educationLevel=["03", "04"],
            notes="Of any kind.",
        ),
        _case("CFItems", 13, fullStatement="Compare two texts", CFItemType="Skill", humanCodingScheme="R.2"),
        _case("CFItems", 14, fullStatement="Compare", CFItemType="Skill", statusEndDate="2023-01-01"),
    ],
    "CFAssociations": [
        _case_joined(21, "isChildOf", 12, _case_link("CFItems", 11)),
        _case_joined(22, "isChildOf", 13, _case_link("CFItems", 11)),
        _case_joined(23, "precedes", 12, _case_link("CFItems", 13)),
        _case_joined(24, "replacedBy", 14, _case_link("CFItems", 13)),
        _case_joined(25, "exactMatchOf", 13, _case_link("CFItems", 99)),
    ],
}
CASE = {"package.json": json.dumps(CASE_PACKAGE, indent=1) + "\n"}

_CTDL = "https://example.org/resources/ce-"
CTDL_FRAMEWORK: dict[str, object] = {
    "@context": "https://credreg.net/ctdlasn/schema/context/json",
    "@graph": [
        {
            "@id": f"{_CTDL}1",
            "@type": "ceasn:CompetencyFramework",
            "ceterms:ctid": "ce-1",
            "ceasn:name": {"en-US": "Bees"},
            "ceasn:inLanguage": ["en-US"],
            "ceasn:publisherName": {"en-US": "An example school"},
            "ceasn:license": "https://creativecommons.org/licenses/by/4.0/",
            "ceasn:dateModified": "2024-05-06",
            "ceasn:hasTopChild": [f"{_CTDL}2"],
        },
        {
            "@id": f"{_CTDL}2",
            "@type": "ceasn:Competency",
            "ceasn:competencyText": {"en-US": "Keeping bees"},
            "ceasn:isTopChildOf": f"{_CTDL}1",
        },
        {
            "@id": f"{_CTDL}3",
            "@type": "ceasn:Competency",
            "ceasn:competencyLabel": {"en-US": "Find the queen"},
            "ceasn:competencyText": {"en-US": "Find the queen among the bees of a hive."},
            "ceasn:competencyCategory": {"en-US": "Skills"},
            "ceasn:codedNotation": "B.1",
            "ceasn:isChildOf": [f"{_CTDL}2"],
            "ceasn:exactAlignment": ["https://example.org/other/queen"],
        },
        {
            "@id": f"{_CTDL}4",
            "@type": "ceasn:Competency",
            "ceasn:competencyText": {"en-US": "What bees eat"},
            "ceasn:competencyCategory": {"en-US": "Knowledge"},
            "ceasn:isChildOf": [f"{_CTDL}2"],
            "ceasn:prerequisiteAlignment": [f"{_CTDL}3"],
        },
    ],
}
CTDL = {"bees.json": json.dumps(CTDL_FRAMEWORK, indent=1) + "\n"}

_RATED = (
    "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tN\tStandard Error\tLower CI Bound\t"
    "Upper CI Bound\tRecommend Suppress\tNot Relevant\tDate\tDomain Source\r\n"
)
ONET: dict[str, str] = {
    "Occupation Data.txt": "O*NET-SOC Code\tTitle\tDescription\r\n"
    + '29-1141.00\tRegistered Nurses\tAssess "patients".\r\n29-1161.00\tNurse Midwives\tCare.\r\n',
    "Content Model Reference.txt": "Element ID\tElement Name\tDescription\r\n"
    + "2.A\tBasic Skills\tAll.\r\n2.A.1\tContent\tSome.\r\n2.A.1.b\tActive Listening\tTo listen.\r\n"
    + "2.C.5.a\tMedicine\tOf medicine.\r\n",
    "Skills.txt": _RATED
    + "29-1141.00\t2.A.1.b\tActive Listening\tIM\t4.25\t8\t0.1637\t3.9\t4.5\tN\tn/a\t08/2023\tAnalyst\r\n"
    + "29-1141.00\t2.A.1.b\tActive Listening\tLV\t4.50\t8\t0.1890\t4.1\t4.9\tY\tN\t08/2023\tAnalyst\r\n",
    "Knowledge.txt": _RATED
    + "29-1141.00\t2.C.5.a\tMedicine\tIM\t2.75\t8\tn/a\tn/a\tn/a\tN\tn/a\t08/2023\tIncumbent\r\n"
    + "29-1141.00\t2.C.5.a\tMedicine\tLV\t0.00\t8\tn/a\tn/a\tn/a\tN\tY\t08/2023\tIncumbent\r\n",
    "Alternate Titles.txt": "O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)\r\n"
    + "29-1141.00\tRegistered Nurse (RN)\tRN\t08\r\n29-1141.00\tStaff Nurse\tn/a\t08\r\n",
    "Technology Skills.txt": "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\t"
    + "In Demand\r\n29-1141.00\tC++\t43232402\tDevelopment software\tY\tN\r\n"
    + "29-1161.00\tC++\t43232402\tDevelopment software\tY\tY\r\n",
    "Task Statements.txt": "O*NET-SOC Code\tTask ID\tTask\tTask Type\r\n"
    + "29-1141.00\t1\tRecord vital signs.\tCore\r\n29-1161.00\t2\tDeliver.\tn/a\r\n",
    "Related Occupations.txt": "O*NET-SOC Code\tRelated O*NET-SOC Code\tRelatedness Tier\tIndex\r\n"
    + "29-1141.00\t29-1161.00\tPrimary-Short\t1\r\n",
    "Job Zone Reference.txt": "Job Zone\tName\tExperience\tEducation\r\n3\tJob Zone Three\tSome\tSchool\r\n",
    "Job Zones.txt": "O*NET-SOC Code\tJob Zone\tDate\tDomain Source\r\n29-1141.00\t3\t08/2023\tAnalyst\r\n",
}

CROSSWALK = {
    "crosswalk.csv": "\ufeffMapping project name,ESCO-O*NET Crosswalk,,\n"
    + "Mapping project author,Two of them,,\nMapping project version,1,,\nClassification 1 Name,O*NET,,\n"
    + "Classification 1 Concept type,Occupation,,\nClassification 2 Name,ESCO,,\n"
    + "Classification 2 Concept type,Occupation,,\n,,,\n"
    + "O*NET Id,ESCO or ISCO URI,ESCO or ISCO Title,Type of Match\n"
    + f'29-1141.00,{NURSE},"nurse, of\nany kind",exactMatch\n29-1161.00,{CARE},Nursing,exactISCO\n',
    "reverse.csv": "ESCO/ISCO Code,ESCO/ISCO Title,O*NET-SOC 2019 Code,O*NET-SOC 2019 Title\n"
    + "2221.2,nurse,29-1141.00,Registered Nurses\n",
}
_SSSOM = (
    "subject_id\tsubject_label\tpredicate_id\tobject_id\tmapping_justification\tconfidence\tmapping_date\n"
)
SSSOM = {
    "set.sssom.tsv": "# curie_map:\n#   ex: https://example.org/skills/\n"
    + "# mapping_set_id: https://example.org/sets/one\n# license: https://creativecommons.org/licenses/by/4.0/\n"
    + _SSSOM
    + f"{LISTEN}\tlisten\tskos:closeMatch\thttps://example.org/hear\tsemapv:LexicalMatching\t0.75\t2024-01-02\n"
    + f"{HYGIENE}\thygiene\tskos:broadMatch\thttps://example.org/a\tsemapv:ManualMappingCuration\t\t\n",
}
_RSD = "https://example.org/api/skills/"
RSD = {
    "skills.csv": "Canonical URL,RSD Name,Skill Statement,Categories,Authors,Collections,Keywords,"
    + "Detailed Occupations,O*Net Job Codes,Alignment 1 Name,Alignment 1 URL\n"
    + f"{_RSD}1,Hive Inspection,Inspect hives for signs of disease.,Beekeeping,A guild,Bees; Farms,"
    + "hive; disease,45-2093,45-2093.00,Hive care,https://example.org/other/hive\n"
    + f'{_RSD}2,Honey Sale,"Sell honey, and\nkeep accounts.",Trade,A guild,Bees,honey,,,,\n'
    + ",Wax Work,Make candles of wax.,Trade,A guild,,,,,,\n",
}

_NICE = {"doc_identifier": "SP"}
NICE_ELEMENTS = [
    ("category", "PD", "PROTECTION", "Protects."),
    ("work_role", "PD-WRL-001", "Defence", "Responsible for it."),
    ("skill", "S0001", "", "Skill in defending"),
    ("knowledge", "K0001", "", "Knowledge of attacks"),
    ("task", "T0001", "", "Defend a system"),
    ("competency_area", "NF-COM-001", "Access", "To control it."),
]
NICE_PAIRS = [("PD", "PD-WRL-001"), *(("PD-WRL-001", f"{letter}0001") for letter in "SKT")]
NICE_DOCUMENT: dict[str, object] = {
    "response": {
        "elements": {
            "documents": [_NICE | {"name": "NICE", "version": "2.1.0"}],
            "relationship_types": [{"relationship_identifier": "projection", "description": "Any."}],
            "elements": [
                _NICE | {"element_type": kind, "element_identifier": code, "title": title, "text": text}
                for kind, code, title, text in NICE_ELEMENTS
            ],
            "relationships": [
                {
                    "source_element_identifier": start,
                    "dest_element_identifier": end,
                    "relationship_identifier": "projection",
                }
                for start, end in NICE_PAIRS
            ],
        }
    }
}
NICE = {"components.json": json.dumps(NICE_DOCUMENT, indent=1) + "\n"}

OBSERVATIONS = {
    "vacancies.csv": "subject,area,sector,period,measure,value,unit,source,n,area_name\n"
    + f"{NURSE},ISO3166_1:FR,NACE:Q,2024-Q1,vacancies,1200,count,A survey,300,France\n"
    + "onet:29-1141.00,,,2023/2033,outlook,5.6,percent,A projection,,\n",
}

# By the reader's code: the name of a folder, and the files in it.
SMALL: dict[str, tuple[str, Files]] = {
    "case": ("case", CASE),
    "crosswalk": ("crosswalk", CROSSWALK),
    "ctdl": ("ctdl", CTDL),
    "ddat": ("ddat", DDAT),
    "esco": (ESCO_NAME, ESCO),
    "nice": ("nice", NICE),
    "observations": ("observations", OBSERVATIONS),
    "onet": ("db_29_2_text", ONET),
    "rsd": ("rsd", RSD),
    "sample": ("sample", SAMPLE),
    "sssom": ("sssom", SSSOM),
}

_ELM = "http://data.europa.eu/snb/model"
# By the code of a reader of credentials: the name of a file, and the document in it.
OFFERED: dict[str, tuple[str, object]] = {
    "badgr": (
        "pathway.json",
        {
            "elementId": "root",
            "name": "Bees",
            "completionBadge": None,
            "requirements": {
                "badgeRequirements": {"requiredBadges": [{"badgeUrl": "https://example.org/b"}]}
            },
            "children": [],
        },
    ),
    "ctdl": (
        "badge.json",
        {
            "@context": "https://credreg.net/ctdl/schema/context/json",
            "@graph": [{"@id": "https://example.org/b", "@type": "ceterms:Badge", "ceterms:name": "Bees"}],
        },
    ),
    "elm": ("bees.jsonld", {"@context": _ELM, "id": "urn:epass:1", "type": "Qualification", "title": "Bees"}),
    "openbadges": (
        "badge.json",
        {
            "@context": ["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
            "id": "https://example.org/b",
            "type": ["Achievement"],
            "name": "Bees",
            "criteria": {"narrative": "Keep a hive."},
        },
    ),
}

# By the reader's code: how the addresses begin that it makes itself, because its source has none.
MADE: dict[str, str] = {
    "ddat": "https://ddat-capability-framework.service.gov.uk/",
    "nice": "https://www.nist.gov/nice/framework/",
    "onet": "https://www.onetonline.org/",
    "rsd": "urn:",
}


def as_folder(folder: Path, files: Files) -> Path:
    """Write the files and give their folder, which is made."""
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def as_zip(path: Path, files: Files, top: str = "") -> Path:
    """The same as a zip, with the files at its top or in one folder there."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{top}/{name}" if top else name, content)
    return path
