export { CustomerPage as default } from '../../../customers/customer-page'
