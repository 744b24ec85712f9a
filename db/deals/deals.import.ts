import type { Importable } from '../records/importable.model'
import { dealFields } from './deals.model'

export const dealImport: Importable = {
  fields: dealFields,
  told: ['lastActivityAt', 'status'],
  matchBy: ['externalId'],
  whose: 'deal|opportunity|affaire|opportunité|oportunidad|negocio',
  fileName: /deal|opportunit|oportunidad|pipeline|chancen|affaires|صفقات/i,
  idHeaders: ['dealid', 'opportunityid'],
  namedBy: ['customerId', 'productId'],
  leaks: ['closedOn'],
  commonWords: ['ownerId', 'source', 'note', 'lastActivityAt'],
  words: {
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
  valueWords: {
    status: {
      open: 'open inprogress pending active offen ouvert encours abierta abierto مفتوح مفتوحة',
      won: 'won closedwon gewonnen gagne gagnee ganado ganada مكتسب مكتسبة',
      lost: 'lost closedlost verloren perdu perdue perdido perdida deleted مفقود خسارة',
    },
  },
}
