"""Short stories and leads written for these tests, with the case each is about.

``case`` is the expected case, ``None`` for a story about a suit the registry does not hold, ``""`` for one that is
about no case at all. A set of cases: the story leaves it open between them.
"""

from __future__ import annotations

from typing import NamedTuple


class Told(NamedTuple):
    """A story and what it is about."""

    name: str
    text: str
    case: str | frozenset[str] | None
    dated: str | None = None


STORIES = (
    Told(
        "wire lead, 2017",
        """Chicago sues over U.S. threat to withhold policing funds

CHICAGO, Aug 7, 2017 (Wire) - Chicago filed a lawsuit on Monday against the Trump administration over threats to withhold public safety grant money from so-called sanctuary cities, saying Attorney General Jeff Sessions cannot add immigration conditions to the Byrne Justice Assistance Grant.""",
        "chicago-v-sessions-2017",
    ),
    Told(
        "injunction, 2017",
        """Federal judge blocks sanctuary city rules nationwide

By staff | Published Sept. 15, 2017

A federal judge in Chicago ruled Friday that the attorney general cannot require cities to give immigration agents access to local jails, or notice of when inmates will be released, as conditions of a public safety grant. U.S. District Judge Harry Leinenweber issued a preliminary injunction in the suit brought by the city of Chicago. He sided with the Justice Department on a third requirement, about sharing immigration status.""",
        "chicago-v-sessions-2017",
    ),
    Told(
        "headline only, 2018",
        "Appeals court limits Chicago's sanctuary city injunction against Sessions to Chicago alone",
        "chicago-v-sessions-2017",
        "2018-06-27",
    ),
    Told(
        "second suit of one city, 2018",
        """Chicago sues Justice Department again over police grant

CHICAGO, Oct. 12, 2018 - The city of Chicago on Friday sued Attorney General Jeff Sessions for a second time, over immigration conditions on the fiscal 2018 Byrne JAG award, including a new term on public disclosure of law enforcement information.""",
        "chicago-v-sessions-2018",
    ),
    Told(
        "later attorney general",
        """Seventh Circuit rules for Chicago against Barr on sanctuary city grant conditions

May 1, 2020. The 7th U.S. Circuit Court of Appeals held that Attorney General William Barr may not impose immigration conditions on Byrne JAG grants and upheld relief for all applicants, in a suit that Chicago filed in 2017.""",
        frozenset({"chicago-v-sessions-2017", "chicago-v-sessions-2018"}),
    ),
    Told(
        "Philadelphia, trial",
        """PHILADELPHIA (June 6, 2018) - A federal judge ruled Wednesday that Philadelphia does not have to meet the Justice Department's conditions to receive a law enforcement grant. U.S. District Judge Michael Baylson said Attorney General Jeff Sessions had no authority to make the city tell immigration agents before it releases inmates.""",
        "philadelphia-v-sessions-2017",
    ),
    Told(
        "Philadelphia, headline",
        "Judge sides with Philadelphia in sanctuary fight with Sessions over grant money",
        "philadelphia-v-sessions-2017",
        "2018-06-07",
    ),
    Told(
        "San Francisco over the first executive order",
        """San Francisco sues Trump over sanctuary cities order

SAN FRANCISCO - Jan. 31, 2017. The City and County of San Francisco sued President Donald Trump on Tuesday, saying his executive order to withhold federal funding from sanctuary cities is unconstitutional. The suit was filed in U.S. District Court for the Northern District of California.""",
        "sf-v-trump-2017",
    ),
    Told(
        "Los Angeles, preferences in hiring grants",
        """Appeals court sides with Trump administration over police hiring grants

July 12, 2019 - The 9th U.S. Circuit Court of Appeals on Friday overturned a ruling for Los Angeles, holding that the Justice Department may give extra points to cities that cooperate with immigration enforcement when it scores applications for community policing grants. City of Los Angeles v. Barr.""",
        "la-v-sessions-2017",
    ),
    Told(
        "States and a city in New York",
        """States can't be made to help deportations for grants, judge says

NEW YORK, Nov. 30, 2018 - A federal judge in Manhattan ruled for New York and six other states and New York City that the Justice Department may not attach immigration conditions to Byrne law enforcement grants. U.S. District Judge Edgardo Ramos in the Southern District of New York said the attorney general exceeded his authority with notice, access and compliance conditions. Connecticut, New Jersey, Rhode Island, Washington, Massachusetts and Virginia are also plaintiffs.""",
        "ny-v-doj-jag-2018",
    ),
    Told(
        "Providence, local paper",
        """Federal judge sides with Providence, Central Falls in suit against U.S. Justice Department

Posted Jun 10, 2019 at 6:40 PM

PROVIDENCE - The federal government cannot place immigration conditions on law enforcement grants to Providence and Central Falls, a judge ruled Monday. U.S. District Court Judge John J. McConnell Jr. sided with the two cities, which had sued over the Byrne JAG money.""",
        "providence-v-barr-2018",
    ),
    Told(
        "Oregon",
        """Oregon sues Trump administration over withheld public safety grants

SALEM, Ore., Nov. 9, 2018 - Oregon's governor and attorney general filed a lawsuit Friday saying the Justice Department is unlawfully holding back more than $2 million in Byrne JAG grants because of the state's sanctuary law. The suit was filed in federal court in Eugene.""",
        "oregon-v-trump-2018",
    ),
    Told(
        "Conference of Mayors",
        """Court lifts stay: mayors' group protected from immigration conditions on police grants

CHICAGO, Aug. 29, 2018 - The 7th Circuit on Wednesday lifted the stay of an injunction won by Evanston and the U.S. Conference of Mayors, so that members of the Conference need not accept the Justice Department's notice and access conditions on Byrne JAG grants.""",
        "evanston-v-sessions-2018",
    ),
    Told(
        "Albuquerque",
        """Judge: DOJ can't tie Albuquerque gun-crime grant to immigration

ALBUQUERQUE, N.M., Jan. 28, 2021 - A federal judge granted Albuquerque a preliminary injunction Thursday against immigration conditions that the Justice Department put on a crime gun intelligence grant. The city sued Attorney General William Barr in 2020.""",
        "albuquerque-v-barr-2020",
    ),
    Told(
        "King County, first order",
        """Judge blocks Trump administration's conditions on homelessness and transit grants

SEATTLE, May 7, 2025 - A federal judge in Seattle on Wednesday granted a temporary restraining order to King County and seven other local governments that sued over new conditions on Continuum of Care homelessness grants. U.S. District Judge Barbara Rothstein said the Department of Housing and Urban Development and the Transportation Department cannot require the plaintiffs, which include Boston, New York City and Columbus, to give up diversity programs or help with immigration enforcement.""",
        "king-v-turner",
    ),
    Told(
        "a city joins",
        """Bellevue joins lawsuit to protect federal housing and transportation grants

July 11, 2025. The city of Bellevue has joined a federal lawsuit led by King County that challenges conditions the Trump administration has put on HUD and DOT grants, including terms on DEI, gender ideology and immigration. Bellevue is one of 29 new plaintiffs in King County v. Turner.""",
        "king-v-turner",
    ),
    Told(
        "FEMA terms",
        """Judge rules FEMA can't make states help with immigration to get disaster money

PROVIDENCE, R.I. (AP-style) Sept. 24, 2025 - A federal judge ruled Wednesday that the Trump administration cannot require states to cooperate on immigration enforcement to get emergency and disaster grants. U.S. District Judge William Smith granted summary judgment to Illinois, New Jersey, California, Rhode Island and 16 other states, with the District of Columbia, that sued the Department of Homeland Security and FEMA.""",
        "il-v-fema",
    ),
    Told(
        "Transportation terms",
        """20 states win ruling on transportation grants

Nov. 4, 2025 - A federal judge struck down the Transportation Department's rule that states must cooperate with immigration enforcement to get highway funding and other grants. U.S. District Judge John McConnell in Rhode Island ruled for California, Illinois, New Jersey, Maryland and 16 other states, which sued Transportation Secretary Sean Duffy in May.""",
        "ca-v-dot",
    ),
    Told(
        "Santa Clara County",
        """Santa Clara County and 28 others win order against FEMA grant conditions

SAN JOSE, Nov. 22, 2025 - U.S. District Judge William Orrick granted a preliminary injunction Friday to Santa Clara County, San Francisco, San Jose, Oakland, Los Angeles and other local governments that sued the Department of Homeland Security and Secretary Kristi Noem over immigration and DEI conditions on emergency management grants.""",
        "santaclara-v-noem",
    ),
    Told(
        "Chicago, two suits in one autumn: the department decides",
        """Chicago, Boston, Denver sue Homeland Security over diversity conditions on security grants

CHICAGO, Oct. 20, 2025 - Chicago and seven other local governments sued Homeland Security Secretary Kristi Noem on Monday in federal court in Chicago. They say the department cannot make emergency grants depend on ending DEI programs or on following every executive order. Minneapolis, New Haven, New York City, Ramsey County and Saint Paul are also plaintiffs.""",
        "chicago-v-noem",
    ),
    Told(
        "Chicago and the COPS office",
        """Chicago, St. Paul sue Justice Department over community policing grant terms

Nov. 12, 2025 - Chicago and St. Paul sued the U.S. Department of Justice on Wednesday in the Northern District of Illinois over conditions on COPS hiring grants, among them compliance with 8 U.S.C. 1373 and a certification about DEI.""",
        "chicago-v-doj",
    ),
    Told(
        "San Francisco and the order of 2025",
        """Judge bars Trump from denying federal funding to sanctuary cities

SAN FRANCISCO, April 24, 2025 - A federal judge barred the Trump administration on Thursday from withholding federal funding from 16 cities and counties, including San Francisco, Santa Clara County, King County, Portland and New Haven, over their sanctuary policies. U.S. District Judge William Orrick granted a preliminary injunction against parts of two executive orders and a memo by Attorney General Pam Bondi.""",
        "sf-v-trump-2025",
    ),
    Told(
        "food programs",
        """States sue USDA over new conditions on food aid grants

BOSTON, March 23, 2026 - Massachusetts and a coalition of states sued the Agriculture Department on Monday, asking a federal court in Boston to block terms on SNAP, school meals and other grants that mention gender ideology, illegal immigration and DEI.""",
        "ma-v-usda",
    ),
    Told(
        "crime victims",
        """States sue over immigration strings on money for crime victims

Aug. 18, 2025 - New Jersey and 20 other states sued the Justice Department on Monday over conditions that would tie Victims of Crime Act (VOCA) grants to help with immigration enforcement, such as access to jails and notice of release. The suit was filed in Rhode Island.""",
        "nj-v-doj-voca",
    ),
    Told(
        "scanned clipping",
        """Ch1cago sues Sessions over sanctuary clty grants
August 7, 2017
CHICAGO-The City of Chicago sued Attorney General Jeff Sessions Monday over new condltlons on
the Edward Byrne Memorial Justice Assistance Grant. The city says the Justice De-
partment can not demand access to jails and notice before release of immi-
grants.  The lawsult was filed in federal court.""",
        "chicago-v-sessions-2017",
    ),
    Told(
        "a quotation opens the story",
        """\u201cThe federal government cannot bully us,\u201d the Philadelphia city solicitor's office said as it announced a lawsuit against Attorney General Jeff Sessions on Wednesday, Aug. 30, 2017. The suit says new immigration conditions on the Byrne JAG grant are unlawful.""",
        "philadelphia-v-sessions-2017",
    ),
    Told(
        "housing authorities",
        """Housing agencies win order against HUD grant terms

Oct. 20, 2025 - A federal judge in California granted a temporary restraining order to the Housing Authority of the City and County of San Francisco and other public housing agencies that sued HUD Secretary Scott Turner over conditions about DEI, immigration, abortion and gender ideology in their grants.""",
        "pha-v-turner",
    ),
    Told(
        "tradeswomen",
        """Judge halts Labor Department's DEI certification in suit by Chicago Women in Trades

March 27, 2025 - U.S. District Judge Matthew Kennelly issued a temporary restraining order for Chicago Women in Trades, a nonprofit that sued President Trump over executive orders that require grant recipients to certify that they do not run DEI programs.""",
        "cwit-v-trump",
    ),
    # --- suits that the registry does not hold ------------------------------------------------------------------
    Told(
        "slip and fall",
        """Woman sues Chicago after fall on icy sidewalk

CHICAGO, Jan. 5, 2018 - A South Side woman filed a lawsuit Friday against the city of Chicago in Cook County Circuit Court, claiming that she broke her hip on a sidewalk that the city failed to clear.""",
        None,
    ),
    Told(
        "the city as plaintiff, another matter",
        """Chicago sues opioid makers

CHICAGO, Oct. 2, 2017 - The city of Chicago sued five drug companies in federal court on Monday, saying that their marketing of opioids led to addiction and cost the city money.""",
        None,
    ),
    Told(
        "the census",
        """California sues Trump administration over citizenship question on census

SACRAMENTO, March 27, 2018 - California sued the Trump administration in U.S. District Court for the Northern District of California, arguing that a question about citizenship on the 2020 census would lead to an undercount and a loss of federal funding.""",
        None,
    ),
    Told(
        "the United States as plaintiff, against a State",
        """Justice Department sues California over sanctuary laws

SACRAMENTO, March 6, 2018 - The Justice Department sued California on Tuesday, asking a federal judge to block three state laws that limit cooperation with immigration agents. The suit was filed in the Eastern District of California.""",
        "us-v-california-2018",
    ),
    Told(
        "another grant, another State",
        """Texas sues Biden administration over family planning grants

AUSTIN, March 3, 2022 - Texas filed a lawsuit in U.S. District Court for the Northern District of Texas on Thursday over conditions on Title X grants.""",
        None,
    ),
    Told(
        "tariffs",
        """Oregon leads 12 states in suit over Trump tariffs

PORTLAND, Ore., April 23, 2025 - Oregon and 11 other states sued the Trump administration on Wednesday in the U.S. Court of International Trade over tariffs.""",
        None,
    ),
    Told(
        "police shooting",
        """Family of man shot by police sues Los Angeles

Sept. 29, 2017 - The family of a man who was shot by an officer sued the city of Los Angeles on Friday in federal court. A lawyer for the family said that the police department had been warned. The Justice Department has given the department grants for training.""",
        None,
    ),
    # --- no suit at all -------------------------------------------------------------------------------------------
    Told(
        "a grant is spent",
        """Chicago police to buy new radios with federal grant

CHICAGO, Oct. 1, 2017 - The Chicago Police Department will spend $2 million from a federal Byrne JAG grant on radios and squad car cameras, officials told the City Council on Sunday.""",
        "",
    ),
    Told(
        "a festival",
        """Portland waterfront festival returns

PORTLAND, Ore. - Crowds filled the waterfront on Saturday. The city paid for part of the festival with a grant from the state arts council.""",
        "",
        "2018-06-02",
    ),
    Told(
        "a city named in passing",
        """Council debates policing budget

Harris County commissioners heard on Tuesday that crime fell last year. One speaker compared the county to Chicago and Philadelphia. The county expects the same Byrne JAG money as before, the budget office said.""",
        "",
        "2018-07-10",
    ),
    Told(
        "sports",
        """Bulls beat Sessions' hometown team

CHICAGO - The Bulls won again on Monday. The coach said the court was slippery.""",
        "",
        "2017-11-06",
    ),
    Told(
        "immigration without a suit",
        """ICE arrests rise in Denver

DENVER, May 9, 2025 - Immigration agents made more arrests in Denver last month, according to figures published Friday. The city's sanctuary policy limits how its jail works with the agents.""",
        "",
    ),
    # --- other manners -------------------------------------------------------------------------------------------
    Told(
        "a column, second suit",
        """Column: Los Angeles is right to sue again

Aug. 23, 2018

Los Angeles went back to court this week. The city filed a lawsuit on Wednesday against Attorney General Jeff Sessions over fiscal 2018 conditions on Byrne JAG money, which would have police help immigration agents. I think that the city will win. A judge has yet to decide whether to block the terms. A similar fight in Chicago ended with an injunction.""",
        "la-v-sessions-2018",
    ),
    Told(
        "a press release",
        """FOR IMMEDIATE RELEASE
May 2, 2025

Boston Joins Lawsuit Challenging Federal Grant Conditions

BOSTON - The City of Boston today joined King County, Pierce County, Snohomish County, San Francisco, Santa Clara County, Columbus and New York City in a federal lawsuit challenging conditions placed on Continuum of Care grants by the U.S. Department of Housing and Urban Development. The lawsuit was filed in the U.S. District Court for the Western District of Washington. Eight local governments are plaintiffs.""",
        "king-v-turner",
    ),
    Told(
        "a teacher and her school district",
        """Denver teacher sues school district over firing

DENVER (June 3, 2025) - A former teacher filed a federal lawsuit Tuesday against Denver Public Schools, claiming she was dismissed for speaking at a meeting about diversity programs. The suit, in U.S. District Court for the District of Colorado, seeks back pay.""",
        None,
    ),
    Told(
        "a note of three lines",
        """Sacramento County, Fresno win early order against HUD terms

Sept. 24, 2025 | U.S. District Judge Richard Seeborg on Tuesday granted a preliminary injunction to Fresno, Eureka, South Lake Tahoe, Sacramento County and other local governments, blocking the administration from forcing them to drop DEI and "gender ideology" in exchange for housing, transportation and health grants.""",
        "fresno-v-turner",
    ),
    Told(
        "a court of appeals",
        """Third Circuit upholds ruling for Philadelphia in immigration grant fight
By a staff writer
PHILADELPHIA | Feb. 15, 2019
A federal appeals court on Friday upheld a ruling that the Justice Department cannot withhold a law enforcement grant from Philadelphia because of its immigration policies. The 3rd U.S. Circuit Court of Appeals said the attorney general had no authority to impose the conditions.""",
        "philadelphia-v-sessions-2017",
    ),
    Told(
        "a program that was ended",
        """Chicago, Denver and Pima County sue over migrant shelter money
CHICAGO, May 16, 2025 - Chicago, Denver and Pima County, Arizona, sued the Department of Homeland Security on Friday, saying FEMA unlawfully ended a shelter and services program and kept money that they had spent.""",
        "chicago-v-dhs-ssp",
    ),
    Told(
        "a list is published",
        """Homeland Security publishes list of sanctuary jurisdictions

WASHINGTON, May 29, 2025 - The Department of Homeland Security on Thursday published a list of more than 500 cities, counties and states that it says obstruct immigration enforcement. Several mayors said that they would consult lawyers. Grants could be at risk, the department said.""",
        "",
    ),
    Told(
        "background at the Supreme Court",
        """Supreme Court limits nationwide injunctions
WASHINGTON, June 27, 2025 - The Supreme Court ruled Friday in Trump v. CASA that federal judges may not block policies for people who are not parties to a case. The ruling came in suits over birthright citizenship brought by states including Washington, Illinois, Arizona and Oregon.""",
        "scotus-trump-v-casa",
    ),
    Told(
        "rules of a competition",
        """States sue HUD over homelessness funding changes
PROVIDENCE, Nov. 25, 2025 - Washington and 20 other states sued the U.S. Department of Housing and Urban Development on Tuesday over new rules for the Continuum of Care program that would cap money for permanent housing and penalize gender identity policies.""",
        "wa-v-hud",
    ),
    Told(
        "a suit of 2017 over an executive order",
        """Seattle sues Trump over sanctuary order
SEATTLE, March 29, 2017 - The city of Seattle filed a federal lawsuit Wednesday against President Trump's executive order on sanctuary cities and federal funding.""",
        frozenset({"seattle-v-trump-2017"}),
    ),
    Told(
        "two cities of Massachusetts sue in 2017",
        """Two Massachusetts cities sue Trump over sanctuary order
BOSTON, Feb. 8, 2017 - The cities of Chelsea and Lawrence filed a federal lawsuit Wednesday against President Trump's executive order on sanctuary cities and federal funding.""",
        frozenset({"chelsea-v-trump-2017"}),
    ),
    Told(
        "no date: two suits are possible",
        """Chicago sues Sessions over Byrne grant strings
The city of Chicago sued Attorney General Jeff Sessions over immigration conditions on a police grant.""",
        frozenset({"chicago-v-sessions-2017", "chicago-v-sessions-2018"}),
    ),
)
