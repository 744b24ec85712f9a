export { ContactDrawer as default } from '../../../contacts/contact-drawer'
