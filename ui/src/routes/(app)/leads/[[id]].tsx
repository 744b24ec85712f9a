export { Leads as default } from '../../../leads/leads'
