import type { ImportEntity } from './import.model'

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
  name: 'name fullname contactname personname leadname nom nomcomplet nomprenom vollstandigername nombre nombrecompleto imienazwisko imieinazwisko nazwisko nome nomecompleto naam الاسم الاسمالكامل اسم isim adsoyad',
  email:
    'email emailaddress mail emailadresse adressemail adresseemail courriel adressecourriel correo correoelectronico البريدالالكتروني البريد بريدالكتروني adresemail poczta eposta emailwork workemail businessemail',
  phone:
    'phone phonenumber telephone tel mobile mobilephone cell cellphone telefon telefonnummer handy mobil telefono movil celular الهاتف رقمالهاتف الجوال جوال هاتف numertelefonu komorka portable telefone',
  country:
    'country countrycode pays land pais الدولة البلد kraj ulke paese landcode isocountry officelocation',
  city: 'city town ville stadt ort ciudad المدينة miasto sehir citta cidade',
  language: 'language lang locale langue sprache idioma اللغة jezyk dil lingua preferredlanguage',
  industry: 'industry sector branche secteur industrie sektor industria القطاع الصناعة branza setor settore',
  employees:
    'employees employeecount headcount companysize numberofemployees noofemployees effectif mitarbeiter mitarbeiterzahl empleados الموظفين عددالموظفين pracownicy liczbapracownikow staff',
  note: 'note notes comment comments remark remarks description commentaire bemerkung notiz notizen anmerkung nota notas ملاحظات ملاحظة notatka uwagi',
  externalId:
    'externalid id recordid uid crmid sourceid reference ref identifiant kennung identificador externeid المعرف identyfikator',
  ownerId:
    'owner leadowner accountowner dealowner opportunityowner salesagent salesrep rep agent assignedto salesperson accountmanager proprietaire commercial vendeur besitzer verkaufer vertriebler betreuer propietario vendedor المالك المندوب مندوبالمبيعات wlasciciel opiekun handlowiec sprzedawca',
  source:
    'source leadsource utmsource origin channel origine quelle herkunft fuente origen المصدر zrodlo kaynak',
  emailConsent:
    'emailconsent optin optedin marketingconsent newsletter consent gdprconsent subscribed consentement einwilligung consentimiento الموافقة zgoda',
  jobTitle:
    'jobtitle title position role jobrole fonction poste titel funktion beruf cargo puesto المسمىالوظيفي الوظيفة المنصب stanowisko unvan',
  company:
    'company companyname organization organisation account accountname employer business entreprise societe firma firmenname unternehmen empresa compania الشركة اسمالشركة przedsiebiorstwo azienda sirket nazwafirmy bedrijf',
  website:
    'website web url homepage site domain companydomain siteweb webseite internetseite sitioweb الموقع الموقعالالكتروني strona stronawww',
  lastActivityAt:
    'lastactivity lastcontact lastcontacted lastactivitydate derniercontact letzterkontakt ultimocontacto اخرتواصل ostatnikontakt',
}

const per: Record<ImportEntity, Record<string, string>> = {
  lead: {
    status: 'status leadstatus stage statut phase estado الحالة stan etap',
    statusReason: 'statusreason reason disqualificationreason lostreason motif grund motivo السبب powod',
    value:
      'value budget amount potential dealvalue estimatedvalue expectedrevenue montant valeur betrag wert valor presupuesto importe القيمة الميزانية wartosc budzet',
    receivedOn:
      'receivedon created createdat createddate createdon date leaddate dateadded datecreation erstelltam fecha fechacreacion التاريخ تاريخالانشاء data datautworzenia inquirydate',
  },
  customer: {
    name: 'name account accountname company companyname customer customername client organization organisation business entreprise societe client nomclient firma firmenname unternehmen kunde kundenname empresa cliente الشركة العميل اسمالعميل اسمالشركة klient nazwafirmy nazwa nom nombre',
    legalName: 'legalname raisonsociale firmierung razonsocial الاسمالقانوني nazwaprawna',
    domain:
      'domain website web url homepage site companydomain siteweb webseite sitioweb الموقع strona stronawww',
    status: 'status customerstatus accountstatus statut estado الحالة stan',
    annualRevenue:
      'annualrevenue revenue turnover sales chiffredaffaires ca umsatz jahresumsatz ingresos facturacion الايرادات przychody obrot',
    foundedYear:
      'foundedyear yearestablished founded established yearfounded anneedecreation grundungsjahr anofundacion سنةالتاسيس rokzalozenia',
    parentId:
      'parent parentaccount parentcompany subsidiaryof maisonmere muttergesellschaft empresamatriz الشركةالام spolkamatka',
    customerSince: 'customersince clientsince clientdepuis kundeseit clientedesde عميلمنذ klientod startdate',
    externalId:
      'externalid id customerid accountid clientid kundennummer numeroclient idcliente معرفالعميل idklienta recordid uid',
  },
  contact: {
    customerId:
      'customer company companyname account accountname organization organisation client entreprise societe firma unternehmen kunde empresa cliente الشركة العميل klient',
    externalId: 'externalid id contactid recordid uid',
    note: common.note!,
  },
  deal: {
    name: 'name dealname deal opportunity opportunityname title subject affaire opportunite geschaft chance oportunidad negocio الصفقة اسمالصفقة szansa transakcja',
    customerId:
      'customer account accountname company companyname client organization entreprise societe firma kunde empresa cliente الشركة العميل klient',
    contactId: 'contact contactname primarycontact ansprechpartner contacto جهةالاتصال kontakt',
    productId: 'product productname item produit produkt producto المنتج',
    pipelineId: 'pipeline salespipeline entonnoir',
    stageId: 'stage dealstage opportunitystage salesstage phase etape stufe etapa المرحلة etap',
    amount:
      'amount value dealvalue dealamount revenue price montant valeur betrag wert importe valor القيمة المبلغ kwota wartosc',
    expectedCloseOn:
      'expectedclose expectedclosedate expectedcloseon estimatedclosedate forecastdate cloturprevue erwarteterabschluss cierreprevisto تاريخالاغلاقالمتوقع',
    openedOn:
      'openedon opened opendate engagedate startdate createddate createdon created datecreation erstelltam fechaapertura تاريخالفتح dataotwarcia',
    closedOn:
      'closedon closed closedate closeddate closingdate datecloture abschlussdatum fechacierre تاريخالاغلاق datazamkniecia',
    closeReason: 'closereason lossreason lostreason winreason reason motif grund motivo السبب powod',
    externalId: 'externalid id opportunityid dealid recordid uid',
  },
  product: {
    name: 'name product productname item title produit nomproduit produkt produktname producto المنتج اسمالمنتج nazwa',
    code: 'code sku productcode articlenumber artikelnummer reference ref codeproduit codigo رمزالمنتج kod',
    family: 'family series category productline group gamme famille kategorie categoria الفئة kategoria',
    price: 'price salesprice listprice unitprice amount prix preis precio السعر cena',
    active: 'active enabled available actif aktiv activo نشط aktywny',
    description: 'description details beschreibung descripcion الوصف opis',
    externalId: 'externalid id productid recordid uid',
  },
  activity: {
    name: 'name subject title activity summary objet sujet betreff asunto الموضوع temat',
    kind: 'kind type activitytype channel art typ tipo النوع rodzaj',
    body: 'body text content message note notes details inhalt contenu contenido المحتوى tresc',
    leadId: 'lead leadname piste',
    customerId: 'customer account company client kunde empresa cliente العميل klient',
    contactId: 'contact contactname person contacto',
    dealId: 'deal opportunity affaire geschaft negocio الصفقة szansa',
    direction: 'direction inout richtung direccion',
    outcome: 'outcome result disposition resultat ergebnis resultado النتيجة wynik',
    durationMinutes: 'duration durationminutes minutes length duree dauer duracion المدة',
    occurredAt: 'occurredat date datetime when time timestamp happenedat datum fecha التاريخ data',
    dueOn: 'due duedate dueon deadline echeance fallig vencimiento termin',
    doneAt: 'done doneat completed completedat erledigt hecho',
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
