/**
 * Every currency that there is or was, by the decimals of its minor unit: ISO 4217, with what was money once. Shipped, since the list of a runtime
 * (CLDR) has the decimals that people there use, none for HUF and IDR, and is another in each browser.
 */
const byDecimals: Readonly<Record<number, string>> = {
  0: `
    BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF
  `,
  2: `
    ADP AED AFA AFN ALK ALL AMD ANG AOA AOK AON AOR ARA ARL ARM ARP ARS ATS AUD AWG AZM AZN BAD BAM BAN
    BBD BDT BEC BEF BEL BGL BGM BGN BGO BMD BND BOB BOL BOP BOV BRB BRC BRE BRL BRN BRR BRZ BSD BTN BUK
    BWP BYB BYN BYR BZD CAD CDF CHE CHF CHW CLE CNH CNX CNY COP COU CRC CSD CSK CUC CUP CVE CYP CZK DDM
    DEM DKK DOP DZD ECS ECV EEK EGP ERN ESA ESB ESP ETB EUR FIM FJD FKP FRF GBP GEK GEL GHC GHS GIP GMD
    GNS GQE GRD GTQ GWE GWP GYD HKD HNL HRD HRK HTG HUF IDR IEP ILP ILR ILS INR IRR ISJ ITL JMD KES KGS
    KHR KPW KRH KRO KYD KZT LAK LBP LKR LRD LSL LTL LTT LUC LUF LUL LVL LVR MAD MAF MCF MDC MDL MGA MGF
    MKD MKN MLF MMK MNT MOP MRO MRU MTL MTP MUR MVP MVR MWK MXN MXP MXV MYR MZE MZM MZN NAD NGN NIC NIO
    NLG NOK NPR NZD PAB PEI PEN PES PGK PHP PKR PLN PLZ PTE QAR RHD ROL RON RSD RUB RUR SAR SBD SCR SDD
    SDG SDP SEK SGD SHP SIT SKK SLE SLL SOS SRD SRG SSP STD STN SUR SVC SYP SZL THB TJR TJS TMM TMT TOP
    TPE TRL TRY TTD TWD TZS UAH UAK UGS USD USN USS UYP UYU UZS VEB VED VEF VES VNN WST XAD XAG XAU XBA
    XBB XBC XBD XCD XCG XDR XEU XFO XFU XPD XPT XRE XSU XTS XUA XXX YDD YER YUD YUM YUN YUR ZAL ZAR ZMK
    ZMW ZRN ZRZ ZWD ZWG ZWL ZWR
  `,
  3: `
    BHD IQD JOD KWD LYD OMR TND
  `,
  4: `
    CLF UYW
  `,
}

const decimals: ReadonlyMap<string, number> = new Map(
  Object.entries(byDecimals).flatMap(([count, codes]) =>
    codes
      .trim()
      .split(/\s+/)
      .map(code => [code, Number(count)] as const),
  ),
)

/** The code of every currency. */
export const currencies: readonly string[] = [...decimals.keys()].toSorted()

/** Whether there is, or was, money of this ISO 4217 code. */
export const isCurrency = (code: string): boolean => decimals.has(code)

/** How many decimals the currency has in its minor unit: 2 for EUR, 0 for JPY, 3 for KWD. */
export const currencyExponent = (currency: string): number => decimals.get(currency) ?? 2
