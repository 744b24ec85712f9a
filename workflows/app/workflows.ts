/** Every workflow there is: this file is what the worker's bundle is made of. A new one is one line here. */
export { checkImport } from '../imports/check-import.workflow'
export { importRecords } from '../imports/import-records.workflow'
export { undoImport } from '../imports/undo-import.workflow'
export { rescoreAll } from '../models/rescore-all.workflow'
export { rescoreRecords } from '../models/rescore-records.workflow'
export { trainModel } from '../models/train-model.workflow'
export { maintain } from './maintain.workflow'
