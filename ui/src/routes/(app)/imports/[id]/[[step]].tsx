export { ImportWizard as default } from '../../../../imports/wizard'
