export { NewImport as default } from '../../../imports/new-import'
