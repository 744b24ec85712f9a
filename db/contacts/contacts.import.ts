import type { Importable } from '../records/importable.model'
import { contactFields } from './contacts.model'

export const contactImport: Importable = {
  fields: contactFields,
  told: ['lastActivityAt'],
  matchBy: ['externalId', 'email', 'phone'],
  whose: 'contact|person|kontakt|contacto',
  fileName: /contact|people|persons|personas|kontakte|جهات.?الاتصال/i,
  idHeaders: ['contactid'],
  isPerson: true,
  commonWords: [
    'name',
    'email',
    'phone',
    'jobTitle',
    'country',
    'language',
    'ownerId',
    'emailConsent',
    'lastActivityAt',
    'note',
  ],
  words: {
    customerId:
      'customer company companyname account accountname organization organisation client entreprise societe firma unternehmen kunde empresa cliente الشركة العميل klient associatedcompany primaryassociatedcompany primarycompany companyaccount organizationname organisationname nomdelentreprise nombredelaempresa empleador compte cuenta المؤسسة المنشاة جهةالعمل 公司 会社 unternehmensname nombreempresa',
    externalId: 'externalid id contactid recordid uid personid donotmodifycontact',
  },
}
