export { CustomersPage as default } from '../../../customers/customers-page'
