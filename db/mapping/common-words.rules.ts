/** Words for a field in English, French, German, Spanish, Arabic, Polish and more, as many kinds of record share them. */
export const commonWords: Readonly<Record<string, string>> = {
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
