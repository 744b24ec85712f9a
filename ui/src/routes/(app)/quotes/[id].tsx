export { QuotePage as default } from '../../../quotes/quote-page'
