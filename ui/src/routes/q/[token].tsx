export { QuotePage as default } from '../../quote-page/quote-page'
