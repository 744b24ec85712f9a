import type { ImportEntity } from './import-entities.model'

/** A header as it is compared: letters and digits only, without accents and case. */
export const headerKey = (header: string): string =>
  header
    .normalize('NFKD')
    .replace(/[\p{M}]/gu, '')
    .replace(/ł/gi, 'l')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase()

/** Words for a field in English, French, German, Spanish, Arabic, Polish and more; separated by spaces, compared by `headerKey`. */
const common: Record<string, string> = {
  name: 'name fullname contactname personname leadname nom nomcomplet nomprenom vollstandigername nombre nombrecompleto imienazwisko imieinazwisko nazwisko nome nomecompleto naam الاسم الاسمالكامل اسم isim adsoyad displayname 姓名 名前 氏名 이름 성명 vorundnachname nometcognome ansprechpartner',
  email:
    'email emailaddress mail emailadresse adressemail adresseemail courriel adressecourriel correo correoelectronico البريدالالكتروني البريد بريدالكتروني adresemail poczta eposta emailwork workemail businessemail emailprimary primaryemail email1 mailadresse emailadres correo mailprofessionnel courrielprofessionnel الايميل ايميل عنوانالبريدالالكتروني 电子邮件 电子邮箱 邮箱 メール メールアドレス 이메일',
  phone:
    'phone phonenumber telephone tel mobile mobilephone cell cellphone telefon telefonnummer handy mobil telefono movil celular الهاتف رقمالهاتف الجوال جوال هاتف numertelefonu komorka portable telefone mobilenumber phone1 mobiltelefon mobilnummer rufnummer gsm numerodetelephone telephonemobile telefonofijo telefonomovil رقمالجوال رقمالموبايل موبايل تليفون رقمالتليفون 电话 手机 電話 電話番号 전화 전화번호 telephoneportable portableprofessionnel phonenr telnr',
  country:
    'country countrycode pays land pais الدولة البلد kraj ulke paese landcode isocountry officelocation countryregion countrycode cc paysregion 国家 国 国名 국가',
  city: 'city town ville stadt ort ciudad المدينة miasto sehir citta cidade localite commune localidad poblacion wohnort municipio 城市 市 도시',
  language: 'language lang locale langue sprache idioma اللغة jezyk dil lingua preferredlanguage',
  industry:
    'industry sector branche secteur industrie sektor industria القطاع الصناعة branza setor settore branchsector secteurdactivite sectorindustrial مجالالعمل النشاط',
  employees:
    'employees employeecount headcount companysize numberofemployees noofemployees effectif mitarbeiter mitarbeiterzahl empleados الموظفين عددالموظفين pracownicy liczbapracownikow staff nombredesalaries nombredemployes anzahlmitarbeiter numerodeempleados nodeempleados beschaftigte',
  note: 'note notes comment comments remark remarks description commentaire bemerkung notiz notizen anmerkung nota notas ملاحظات ملاحظة notatka uwagi fullcomments memo observations observaciones beschreibung description descripcion الوصف 备注 備考 commentaires',
  externalId:
    'externalid id recordid uid crmid sourceid reference ref identifiant kennung identificador externeid المعرف identyfikator externalkey legacyid sourcesystemid',
  ownerId:
    'owner leadowner accountowner dealowner opportunityowner salesagent salesrep rep agent assignedto salesperson accountmanager proprietaire commercial vendeur besitzer verkaufer vertriebler betreuer propietario vendedor المالك المندوب مندوبالمبيعات wlasciciel opiekun handlowiec sprzedawca assignedrep assigneduser responsible responsable zustandig zustandigkeit verantwortlich verantwortlicher asignadoa attribuea accountexecutive المسؤول الموظفالمسؤول اسمالمندوب',
  source:
    'source leadsource utmsource origin channel origine quelle herkunft fuente origen المصدر zrodlo kaynak originalsource howdidyouhearaboutus canal kanal leadquelle originedupiste',
  emailConsent:
    'emailconsent optin optedin marketingconsent newsletter consent gdprconsent subscribed consentement einwilligung consentimiento الموافقة zgoda marketingoptin emailoptin newsletteranmeldung acceptsmarketing acceptsemailmarketing aceptapublicidad aceptamarketing abonnenewsletter اشتراك',
  jobTitle:
    'jobtitle title position role jobrole fonction poste titel funktion beruf cargo puesto المسمىالوظيفي الوظيفة المنصب stanowisko unvan designation rolle intituleduposte posteoccupe berufsbezeichnung organizationtitle jobposition 职位 役職 직책',
  company:
    'company companyname organization organisation account accountname employer business entreprise societe firma firmenname unternehmen empresa compania الشركة اسمالشركة przedsiebiorstwo azienda sirket nazwafirmy bedrijf companyaccount organizationname organisationname associatedcompany primaryassociatedcompany primarycompany firmaname nomdelentreprise raisonsociale nombredelaempresa nombreempresa razonsocial المؤسسة المنشاة جهةالعمل 公司 公司名称 会社 会社名 회사',
  website:
    'website web url homepage site domain companydomain siteweb webseite internetseite sitioweb الموقع الموقعالالكتروني strona stronawww webpage companydomainname domainname websiteurl',
  lastActivityAt:
    'lastactivity lastcontact lastcontacted lastactivitydate derniercontact letzterkontakt ultimocontacto اخرتواصل ostatnikontakt lastactivityat lastcontactedon lastengagementdate',
}

const per: Record<ImportEntity, Record<string, string>> = {
  lead: {
    company: `${common.company} client clientname customer customername kunde`,
    status:
      'status leadstatus stage statut phase estado الحالة stan etap statusderpiste leadstage حالةالعميل',
    statusReason:
      'statusreason reason disqualificationreason lostreason motif grund motivo السبب powod closedlostreason reasonforloss disqualifiedreason',
    value:
      'value budget amount potential dealvalue estimatedvalue expectedrevenue montant valeur betrag wert valor presupuesto importe القيمة الميزانية wartosc budzet opportunityvalue expectedvalue leadvalue budgetamount',
    receivedOn:
      'receivedon created createdat createddate createdon date leaddate dateadded datecreation erstelltam fecha fechacreacion التاريخ تاريخالانشاء data datautworzenia inquirydate createdtime createdate creationdate submittedat submittedon datedecreation fechadecreacion fechadealta erstellungsdatum erstellt angelegtam eingangsdatum connectedon تاريختسجيل',
  },
  customer: {
    name: 'name account accountname company companyname customer customername client organization organisation business entreprise societe client nomclient firma firmenname unternehmen kunde kundenname empresa cliente الشركة العميل اسمالعميل اسمالشركة klient nazwafirmy nazwa nom nombre kundename organizationname nomdelentreprise nomdelasociete nomducompte compte nombredelaempresa nombreempresa nombredelcliente cuenta unternehmensname اسمالمنشاة 公司名称 会社名',
    legalName: 'legalname raisonsociale firmierung razonsocial الاسمالقانوني nazwaprawna',
    domain:
      'domain website web url homepage site companydomain siteweb webseite sitioweb الموقع strona stronawww webpage companydomainname domainname websiteurl webadresse',
    status: 'status customerstatus accountstatus statut estado الحالة stan accountstage lifecyclestage',
    annualRevenue:
      'annualrevenue revenue turnover sales chiffredaffaires ca umsatz jahresumsatz ingresos facturacion الايرادات przychody obrot annualrevenueeur annualsales chiffredaffairesannuel ventas ingresosanuales الايراداتالسنوية',
    foundedYear:
      'foundedyear yearestablished founded established yearfounded anneedecreation grundungsjahr anofundacion سنةالتاسيس rokzalozenia',
    parentId:
      'parent parentaccount parentcompany subsidiaryof maisonmere muttergesellschaft empresamatriz الشركةالام spolkamatka parentcustomer parentcompanyname ultimateparent hauptkonto compteparent',
    customerSince:
      'customersince clientsince clientdepuis kundeseit clientedesde عميلمنذ klientod startdate clientsince kundeseitdatum fechadealta عميلمنذتاريخ',
    externalId:
      'externalid id customerid accountid clientid kundennummer numeroclient idcliente معرفالعميل idklienta recordid uid customernumber customerno accountnumber accountno clientnumber companyid organizationid kundennr kundenid codeclient nclient numerodecliente codigocliente donotmodifyaccount رقمالعميل',
  },
  contact: {
    customerId:
      'customer company companyname account accountname organization organisation client entreprise societe firma unternehmen kunde empresa cliente الشركة العميل klient associatedcompany primaryassociatedcompany primarycompany companyaccount organizationname organisationname nomdelentreprise nombredelaempresa empleador compte cuenta المؤسسة المنشاة جهةالعمل 公司 会社 unternehmensname nombreempresa',
    externalId: 'externalid id contactid recordid uid personid donotmodifycontact',
    note: common.note!,
  },
  deal: {
    name: 'name dealname deal opportunity opportunityname title subject affaire opportunite geschaft chance oportunidad negocio الصفقة اسمالصفقة szansa transakcja dealtitle opportunitytitle potentialname topic nomdelopportunite nomdelaffaire nomdutransaction intitule nombredelaoportunidad nombredelnegocio nombredeltrato verkaufschance titel titre اسمالفرصة الفرصة thema',
    customerId:
      'customer account accountname company companyname client organization entreprise societe firma kunde empresa cliente الشركة العميل klient associatedcompany primaryassociatedcompany primarycompany potentialcustomer organisation organizationname nomducompte compte cuenta nombredelacuenta kundenname اسمالعميل المنشاة potenziellerkunde konto clientpotentiel clientepotencial',
    contactId:
      'contact contactname primarycontact ansprechpartner contacto جهةالاتصال kontakt contactperson personname associatedcontact',
    status: 'status dealstatus opportunitystatus statut estado الحالة stan',
    productId: 'product productname item produit produkt producto المنتج productinterest mainproduct',
    pipelineId: 'pipeline salespipeline entonnoir',
    stageId:
      'stage dealstage opportunitystage salesstage phase etape stufe etapa المرحلة etap phase dealphase verkaufsphase etapedevente etapadeventas fase phasedevente مرحلةالصفقة مرحلةالبيع',
    amount:
      'amount value dealvalue dealamount revenue price montant valeur betrag wert importe valor القيمة المبلغ kwota wartosc opportunityamount estrevenue estimatedrevenue dealsize totalamount totalvalue angebotswert auftragswert volumen montantht importetotal قيمةالصفقة geschatzterumsatz geschatztererlos revenuestime ingresosestimados',
    expectedCloseOn:
      'expectedclose expectedclosedate expectedcloseon estimatedclosedate forecastdate cloturprevue erwarteterabschluss cierreprevisto تاريخالاغلاقالمتوقع estclosedate expectedclosingdate datedeclotureprevue datedecloturestimee fechadecierreprevista fechaprevistadecierre voraussichtlicherabschluss erwartetesabschlussdatum geplanterabschluss تاريخالاغلاقالمتوقع geschatztesschlussdatum geschatztesabschlussdatum voraussichtlichesabschlussdatum datedefermetureestimee fechadecierreestimada',
    openedOn:
      'openedon opened opendate engagedate startdate createddate createdon created datecreation erstelltam fechaapertura تاريخالفتح dataotwarcia createdtime createdate dealcreated opportunitycreated datedecreation fechadecreacion erstellungsdatum تاريخالانشاء',
    closedOn:
      'closedon closed closedate closeddate closingdate datecloture abschlussdatum fechacierre تاريخالاغلاق datazamkniecia actualclosedate closingdateactual datedecloture fechadecierre abschlussam',
    closeReason:
      'closereason lossreason lostreason winreason reason motif grund motivo السبب powod closedlostreason closedwonreason reasonforloss verlustgrund raisondelaperte motivodeperdida سببالخسارة',
    externalId: 'externalid id opportunityid dealid recordid uid',
  },
  product: {
    name: 'name product productname item title produit nomproduit produkt produktname producto المنتج اسمالمنتج nazwa bezeichnung artikelbezeichnung artikel artikelname designation libelle nomduproduit article nombredelproducto الصنف',
    code: 'code sku productcode articlenumber artikelnummer reference ref codeproduit codigo رمزالمنتج kod codigodeproducto codigoproducto codearticle referencearticle artikelnr itemcode itemnumber رقمالصنف',
    family:
      'family series category productline group gamme famille kategorie categoria الفئة kategoria warengruppe productfamily productcategory artikelgruppe famillearticle',
    price:
      'price salesprice listprice unitprice amount prix preis precio السعر cena vkpreis verkaufspreis einzelpreis listenpreis prixunitaire prixht prixdevente preciounitario pvp standardprice سعرالوحدة',
    active: 'active enabled available actif aktiv activo نشط aktywny isactive productactive activ',
    description: 'description details beschreibung descripcion الوصف opis',
    externalId: 'externalid id productid recordid uid',
  },
  activity: {
    name: 'name subject title activity summary objet sujet betreff asunto الموضوع temat',
    kind: 'kind type activitytype channel art typ tipo النوع rodzaj tasktype activitysubtype tasksubtype aktivitatstyp activite',
    body: 'body text content message note notes details inhalt contenu contenido المحتوى tresc comments comment fullcomments beschreibung commentaire comentarios ملاحظات التعليق',
    leadId: 'lead leadname piste',
    customerId:
      'customer account company client kunde empresa cliente العميل klient relatedto companyaccount regarding associatedcompany organization compte',
    contactId: 'contact contactname person contacto',
    dealId: 'deal opportunity affaire geschaft negocio الصفقة szansa',
    direction: 'direction inout richtung direccion',
    outcome: 'outcome result disposition resultat ergebnis resultado النتيجة wynik',
    durationMinutes:
      'duration durationminutes minutes length duree dauer duracion المدة callduration durationmin calldurationmin meetingduration',
    occurredAt:
      'occurredat date datetime when time timestamp happenedat datum fecha التاريخ data activitydate startdatetime starttime start startdate calltime datedebut beginn fechadeinicio',
    dueOn: 'due duedate dueon deadline echeance fallig vencimiento termin',
    doneAt:
      'done doneat completed completedat erledigt hecho completeddate datecompleted completedon completedtime abgeschlossenam',
    externalId: 'externalid id activityid recordid uid',
  },
  member: {
    name: 'name salesagent salesrep rep agent employee person user member vendeur verkaufer mitarbeiter vendedor المندوب handlowiec',
    team: 'team regionaloffice office region group equipe mannschaft equipo الفريق zespol',
    role: 'role permission',
  },
}

const shared: Record<ImportEntity, readonly string[]> = {
  lead: [
    'name',
    'email',
    'phone',
    'company',
    'jobTitle',
    'website',
    'industry',
    'employees',
    'country',
    'city',
    'language',
    'source',
    'ownerId',
    'emailConsent',
    'note',
    'externalId',
    'lastActivityAt',
  ],
  customer: [
    'email',
    'phone',
    'industry',
    'employees',
    'country',
    'city',
    'ownerId',
    'note',
    'lastActivityAt',
  ],
  contact: [
    'name',
    'email',
    'phone',
    'jobTitle',
    'country',
    'language',
    'ownerId',
    'emailConsent',
    'lastActivityAt',
  ],
  deal: ['ownerId', 'source', 'note', 'lastActivityAt'],
  product: [],
  activity: ['ownerId'],
  member: ['email'],
}

const dictionaries = new Map<ImportEntity, Map<string, { field: string; certainty: number }>>()

/** Header → field of an entity. A field's own key is certain; the first words of a list are surer than its last. */
export function synonymsOf(entity: ImportEntity): Map<string, { field: string; certainty: number }> {
  let dictionary = dictionaries.get(entity)
  if (!dictionary) {
    dictionary = new Map()
    const lists = {
      ...Object.fromEntries(shared[entity].map(field => [field, common[field]!])),
      ...per[entity],
    }
    for (const [field, words] of Object.entries(lists)) {
      dictionary.set(headerKey(field.replace(/Id$/, '')), { field, certainty: 99 })
      dictionary.set(headerKey(field), { field, certainty: 99 })
      for (const [i, word] of words.split(' ').entries()) {
        const key = headerKey(word)
        const certainty = Math.max(80, 98 - Math.floor(i / 3))
        if ((dictionary.get(key)?.certainty ?? 0) < certainty) dictionary.set(key, { field, certainty })
      }
    }
    dictionaries.set(entity, dictionary)
  }
  return dictionary
}
