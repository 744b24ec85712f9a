export { ContactsPage as default } from '../../contacts/contacts-page'
