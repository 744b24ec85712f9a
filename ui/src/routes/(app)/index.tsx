export { ToLeads as default } from '../../app/to-leads'
