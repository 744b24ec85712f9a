export { SignIn as default } from '../auth/sign-in'
