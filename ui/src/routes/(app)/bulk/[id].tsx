export { BulkPage as default } from '../../../bulk/bulk-page'
