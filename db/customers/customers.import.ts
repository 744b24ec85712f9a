import type { Importable } from '../records/importable.model'
import { customerFields } from './customers.model'

export const customerImport: Importable = {
  fields: customerFields,
  told: ['lastActivityAt'],
  matchBy: ['externalId', 'domain', 'name'],
  whose: 'customer|account|company|organi[sz]ation|client|kunden?|compte|cuenta',
  fileName: /account|customer|compan|client(?!es.?potenciales)|firm|kunden|cuentas/i,
  idHeaders: ['customerid'],
  commonWords: [
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
  words: {
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
  valueWords: {
    status: {
      prospect:
        'prospect lead potential prospective target opportunity interessent interessant prospecto potencial محتمل عميلمحتمل',
      active: 'active customer client current live aktiv kunde actif activo cliente نشط حالي عميل',
      former:
        'former inactive churned lost cancelled closed exclient excustomer ehemalig inaktiv inactif inactivo ancien anterior غيرنشط سابق',
    },
  },
}
