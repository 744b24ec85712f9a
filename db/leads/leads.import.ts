import type { Importable } from '../records/importable.model'
import { leadFields } from './leads.model'

export const leadImport: Importable = {
  fields: leadFields,
  told: ['lastActivityAt'],
  matchBy: ['externalId', 'email', 'phone'],
  whose: 'lead|person|contact|prospect|piste|client',
  fileName: /lead|prospect|interessent|potenciales|fair|campaign|bank/i,
  idHeaders: ['leadid'],
  isPerson: true,
  outcome: 'status',
  weight: 0.5,
  commonWords: [
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
  words: {
    company: 'client clientname customer customername kunde',
    status:
      'status leadstatus stage statut phase estado الحالة stan etap statusderpiste leadstage حالةالعميل',
    statusReason:
      'statusreason reason disqualificationreason lostreason motif grund motivo السبب powod closedlostreason reasonforloss disqualifiedreason',
    value:
      'value budget amount potential dealvalue estimatedvalue expectedrevenue montant valeur betrag wert valor presupuesto importe القيمة الميزانية wartosc budzet opportunityvalue expectedvalue leadvalue budgetamount',
    receivedOn:
      'receivedon created createdat createddate createdon date leaddate dateadded datecreation erstelltam fecha fechacreacion التاريخ تاريخالانشاء data datautworzenia inquirydate createdtime createdate creationdate submittedat submittedon datedecreation fechadecreacion fechadealta erstellungsdatum erstellt angelegtam eingangsdatum connectedon تاريختسجيل',
  },
  valueWords: {
    status: {
      new: 'new open fresh neu nouveau nuevo جديد nowy untouched notcontacted opennotcontacted unread abierto offen ouvert لميتمالتواصل',
      working:
        'working contacted inprogress attempted active engaged hot warm kontaktiert encours encurso قيدالعمل wtoku workingcontacted attemptedtocontact contactattempted connected opendeal inbearbeitung contacte contactado تمالتواصل جاري',
      qualified:
        'qualified prequalified salesqualified marketingqualified sql mql qualifiziert qualifie calificado cualificado مؤهل kwalifikowany',
      nurture:
        'nurture nurturing cold later recycled onhold contactinfuture badtiming pending spater plustard masadelante لاحقا',
      disqualified:
        'disqualified lost unqualified notqualified closednotconverted junk junklead lostlead dead bad rejected closedlost cannotcontact nolongerinterested notinterested cancelled canceled verloren abgelehnt perdu nonqualifie perdido descartado nocalificado no false 0 n مستبعد غيرمؤهل مرفوض خسارة utracony non nein nee nao nie hayir خاسر لا',
      converted:
        'converted closedconverted won customer closedwon success gewonnen konvertiert gagne converti ganado convertido yes true 1 y محول مكتسب wygrany oui ja si sim tak evet نعم',
    },
  },
}
