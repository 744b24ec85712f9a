import type { Importable } from '../records/importable.model'
import { ticketFields } from './tickets.model'

export const ticketImport: Importable = {
  fields: ticketFields,
  told: ['lastActivityAt', 'solvedAt', 'closedAt'],
  matchBy: ['externalId'],
  whose: 'ticket|case|incident|demande|anfrage|incidencia',
  fileName: /ticket|helpdesk|support.?(case|request)|zendesk|freshdesk|incidencias|تذاكر/i,
  idHeaders: ['ticketid', 'ticketnumber', 'caseid', 'casenumber', 'incidentid'],
  foretells: false,
  commonWords: ['ownerId', 'language', 'lastActivityAt'],
  words: {
    name: 'subject ticketsubject tickettitle casesubject title betreff objet sujet asunto الموضوع temat name summary',
    description:
      'description ticketdescription details body message beschreibung descripcion الوصف opis problemdescription',
    queueId: 'queue ticketqueue group assignedgroup groupname file warteschlange cola الطابور kolejka',
    type: 'type tickettype casetype category tickettypename typ tipo النوع',
    priority: 'priority ticketpriority severity urgency prioritat priorite prioridad الاولوية priorytet',
    status: 'status ticketstatus casestatus state statut estado الحالة stan',
    customerId:
      'customer account accountname company companyname organization requesterorganization client entreprise kunde empresa cliente العميل الشركة klient',
    contactId:
      'contact requester requestername requesteremail contactname reporter caller anfragender demandeur solicitante جهةالاتصال مقدمالطلب',
    dealId: 'deal opportunity affaire geschaft negocio الصفقة szansa',
    productId: 'product productname produit produkt producto المنتج',
    parentTicketId: 'parentticket parentcase problemid ticketparent hauptticket',
    channel: 'channel via ticketchannel source origin caseorigin canal kanal القناة',
    solvedAt:
      'solvedat solved resolvedat resolved resolutiontime datesolved geloestam gelostam resolule resueltoel تاريخالحل',
    closedAt: 'closedat closed closeddate dateclosed geschlossenam fermele cerradoel تاريخالاغلاق',
    externalId: 'externalid ticketid caseid id number ticketnumber casenumber incidentid recordid uid',
  },
  valueWords: {
    status: {
      new: 'new neu nouveau nuevo جديد nowy unassigned',
      open: 'open offen ouvert abierto مفتوح otwarty inprogress active assigned inbearbeitung encours encurso',
      waiting_customer:
        'waitingcustomer waitingforcustomer waitingoncustomer pending waitingoncontact awaitingcustomer wartetaufkunden enattenteduclient esperandocliente بانتظارالعميل',
      waiting_elsewhere:
        'waitingelsewhere onhold hold waitingonthirdparty waitingforvendor pendingthirdparty zuruckgestellt enattente enespera معلق',
      solved: 'solved resolved gelost resolu resuelto محلول rozwiazany done fixed',
      closed: 'closed geschlossen ferme cerrado مغلق zamkniety archived',
    },
    priority: {
      low: 'low niedrig basse faible baja منخفضة niski minor p4 4',
      normal: 'normal medium mittel moyenne normale media متوسطة عادية sredni p3 3',
      high: 'high hoch haute elevee alta عالية wysoki major p2 2',
      urgent: 'urgent critical dringend kritisch critique urgente عاجلة pilny blocker emergency p1 1',
    },
  },
}
