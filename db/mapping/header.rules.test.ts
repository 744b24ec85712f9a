import { expect, test } from 'bun:test'
import { guessImport, type Known } from './guess.rules'
import { fieldNamed, nameParts } from './header.rules'
import type { ImportEntity } from './import-entities.model'

const known: Known = {
  custom: [],
  stages: [],
  pipelines: ['Sales'],
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
}
const guess = (entity: ImportEntity, headers: string[], ...rows: string[][]) =>
  guessImport(entity, headers, rows, known)

test.each<[ImportEntity, Record<string, string>]>([
  // HubSpot
  [
    'contact',
    {
      'Record ID': 'externalId',
      'Phone Number': 'phone',
      'Contact owner': 'ownerId',
      'Associated Company': 'customerId',
      'Country/Region': 'country',
      'Last Activity Date': 'lastActivityAt',
    },
  ],
  [
    'customer',
    { 'Company owner': 'ownerId', 'Company Domain Name': 'domain', 'Number of Employees': 'employees' },
  ],
  ['deal', { 'Create Date': 'openedOn', 'Closed Lost Reason': 'closeReason', 'Deal owner': 'ownerId' }],
  // Salesforce
  ['lead', { 'Company / Account': 'company', 'No. of Employees': 'employees', 'Lead Status': 'status' }],
  [
    'customer',
    {
      'BILLING CITY': 'city',
      'BILLING COUNTRY': 'country',
      'ACCOUNT ID': 'externalId',
      'PARENT ACCOUNT': 'parentId',
    },
  ],
  // Pipedrive
  [
    'deal',
    {
      'Deal - Title': 'name',
      'Deal - Organization': 'customerId',
      'Deal - Status': 'status',
      'Deal - Expected close date': 'expectedCloseOn',
      'Deal - Deal created': 'openedOn',
    },
  ],
  [
    'contact',
    { 'Person - Email - Work': 'email', 'Person - Phone - Work': 'phone', 'Person - Owner': 'ownerId' },
  ],
  // Zoho, Dynamics
  ['lead', { Designation: 'jobTitle', 'Created Time': 'receivedOn', 'Record Id': 'externalId' }],
  ['customer', { 'Main Phone': 'phone', 'Address 1: City': 'city', '(Do Not Modify) Account': 'externalId' }],
  // Google, Outlook
  ['contact', { 'E-mail 1 - Value': 'email', 'Phone 1 - Value': 'phone', 'Organization Title': 'jobTitle' }],
  ['lead', { 'Business City': 'city', 'Business Country/Region': 'country', 'Web Page': 'website' }],
  // Spreadsheets
  [
    'customer',
    { Kundennummer: 'externalId', Firmenname: 'name', Ort: 'city', 'Kunde seit': 'customerSince' },
  ],
  ['product', { Bezeichnung: 'name', Warengruppe: 'family', 'VK-Preis': 'price', Artikelnummer: 'code' }],
  [
    'deal',
    { 'Nom de l’opportunité': 'name', Compte: 'customerId', 'Date de clôture prévue': 'expectedCloseOn' },
  ],
  ['deal', { 'Geschätztes Schlussdatum': 'expectedCloseOn', 'Potenzieller Kunde': 'customerId' }],
  ['lead', { 'Fecha de creación': 'receivedOn', 'Acepta publicidad': 'emailConsent', Cargo: 'jobTitle' }],
  ['lead', { 'رقم الجوال': 'phone', الشركة: 'company', الدولة: 'country', الحالة: 'status' }],
  ['lead', { 姓名: 'name', 公司: 'company', 国家: 'country', 电子邮件: 'email' }],
])('headers of a %s file are known: %p', (entity, headers) => {
  expect(
    Object.fromEntries(Object.keys(headers).map(header => [header, fieldNamed(entity, header)?.field])),
  ).toEqual(headers)
})

test('whose name it is stays told apart: a contact’s is not the company’s', () => {
  expect(fieldNamed('customer', 'Contact Name')).toBeUndefined()
  expect(fieldNamed('customer', 'Primary Contact')).toBeUndefined()
  expect(fieldNamed('deal', 'Amount in company currency')).toBeUndefined()
  expect(fieldNamed('lead', 'Email Opt Out')).toBeUndefined()
})

test.each([
  [['First Name', 'Last Name'], '{First Name} {Last Name}'],
  [['Nachname', 'Vorname'], '{Vorname} {Nachname}'],
  // In German and French lists the surname is often just “name”.
  [['Name', 'Vorname'], '{Vorname} {Name}'],
  [['Nom', 'Prénom'], '{Prénom} {Nom}'],
  [['Nombre', 'Apellidos'], '{Nombre} {Apellidos}'],
  [['الاسم الأول', 'اسم العائلة'], '{الاسم الأول} {اسم العائلة}'],
  [['Person - First name', 'Person - Last name'], '{Person - First name} {Person - Last name}'],
])('%p become one name', (headers, template) => {
  const { mapping, settings } = guess('contact', [...headers, 'E-mail'], ['A', 'B', 'a@b.example'])
  expect(settings.nameTemplate).toBe(template)
  expect(mapping.map(column => column.field)).toEqual([null, null, 'email'])
})

test('where a third column has the whole name, that is the name', () => {
  const { mapping, settings } = guess('lead', ['First Name', 'Last Name', 'Full Name'], ['A', 'B', 'A B'])
  expect(mapping.map(column => column.field)).toEqual([null, null, 'name'])
  expect(settings.nameTemplate).toBeNull()
  expect(nameParts(['Name', 'City'])).toBeUndefined()
  expect(nameParts(['Nombre', 'Nom'])).toBeUndefined()
})

test('an amount gets the currency that its header names, or that a column of the file tells', () => {
  const money = (header: string, ...others: string[]) =>
    guess('deal', ['name', header, ...others], ['A', '1000', 'SAR'], ['B', '2000.50', 'USD']).mapping[1]!
      .readAs
  expect(money('Amount (USD)').currency).toBe('USD')
  expect(money('Amount in SAR').currency).toBe('SAR')
  expect(money('Montant €').currency).toBe('EUR')
  expect(money('AMOUNT TOP').currency).toBe('EUR')
  expect(money('Amount', 'Currency')).toMatchObject({ currencyColumn: 2 })
  const column = guess('deal', ['name', 'Amount', 'Currency'], ['A', '1', 'SAR']).mapping[2]
  expect(column!.field).toBeNull()
})

test('NA is Namibia among the codes of countries, and no answer among their names', () => {
  const empty = (...countries: string[]) =>
    guess('lead', ['name', 'country'], ...countries.map(country => ['A', country])).mapping[1]!.empty
  expect(empty('DE', 'NA', 'N/A')).toEqual(['N/A'])
  expect(empty('Germany', 'NA')).toEqual(['NA'])
})

test('names of people, leads and deals are no keys: such a column keeps its words', () => {
  const field = (values: string[]) =>
    guess('deal', ['name', 'Contact person'], ...values.map(value => ['D', value])).mapping[1]!.field
  expect(field(['Layla Al-Harbi', 'Ada Obi'])).toBe('custom.contact_person')
  expect(field(['layla@najd.example', 'ada@lagos.example'])).toBe('contactId')
})

test('profiles of one network are nobody’s website', () => {
  const field = (values: string[]) =>
    guess('lead', ['name', 'URL'], ...values.map(value => ['A', value])).mapping[1]
  expect(field(['https://www.linkedin.com/in/a', 'https://www.linkedin.com/in/b'])).toMatchObject({
    field: 'custom.url',
    create: { kind: 'url' },
  })
  expect(field(['https://a.example/', 'b.example/start'])!.field).toBe('website')
})

test('a pipeline that is not called so here is left to the settings; of several the words are kept', () => {
  const field = (...values: string[]) =>
    guess('deal', ['name', 'Pipeline'], ...values.map(value => ['A', value])).mapping[1]!.field
  expect(field('Sales', 'sales')).toBe('pipelineId')
  expect(field('Sales Pipeline', 'Sales Pipeline')).toBeNull()
  expect(field('New business', 'Renewals')).toBe('custom.pipeline')
})
