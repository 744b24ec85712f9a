export { QuotesPage as default } from '../../../quotes/quotes-page'
