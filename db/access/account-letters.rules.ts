import { type Letter, letter } from '../deliveries/letter.rules'

interface Words {
  invitation(given: { workspace: string; inviter: string | null; link: string; until: string }): Letter
  passwordReset(given: { name: string; link: string }): Letter
  passwordChanged(given: { name: string }): Letter
  addressChange(given: { name: string; link: string; address: string }): Letter
  addressChanged(given: { name: string; address: string }): Letter
  signInAlert(given: { name: string; browser: string; network: string; at: string }): Letter
}

const en: Words = {
  invitation: ({ workspace, inviter, link, until }) => ({
    subject: `Join ${workspace}`,
    lines: [
      inviter
        ? `${inviter} invites you to the workspace ${workspace} in Sextant.`
        : `You are invited to the workspace ${workspace} in Sextant.`,
      `The invitation is open until ${until}.`,
    ],
    act: { label: 'Join the workspace', href: link },
    foot: 'If you do not know what this is about, you may ignore this mail.',
  }),
  passwordReset: ({ name, link }) => ({
    subject: 'Choose a new password',
    lines: [
      `Hello ${name},`,
      'somebody, probably you, has asked for a new password. This link is good for one hour, and once.',
    ],
    act: { label: 'Choose a new password', href: link },
    foot: 'If it was not you, do nothing: your password stays as it is.',
  }),
  passwordChanged: ({ name }) => ({
    subject: 'Your password was changed',
    lines: [`Hello ${name},`, 'your password was changed, and you were signed out everywhere.'],
    foot: 'If it was not you, ask for a new password at once, and tell your administrator.',
  }),
  addressChange: ({ name, link, address }) => ({
    subject: 'Confirm your new address',
    lines: [
      `Hello ${name},`,
      `you wish to sign in with ${address} from now on. This link is good for one hour, and once.`,
    ],
    act: { label: 'Confirm the address', href: link },
    foot: 'If it was not you, do nothing: nothing changes.',
  }),
  addressChanged: ({ name, address }) => ({
    subject: 'Your address was changed',
    lines: [`Hello ${name},`, `from now on you sign in with ${address}, and mail goes there.`],
    foot: 'If it was not you, tell your administrator at once.',
  }),
  signInAlert: ({ name, browser, network, at }) => ({
    subject: 'New sign-in to your account',
    lines: [
      `Hello ${name},`,
      `your account was signed in to from a device that we have not seen before: ${browser}, from ${network}, on ${at}.`,
    ],
    foot: 'If it was you, there is nothing to do. Otherwise change your password, and sign out everywhere in your profile.',
  }),
}

const fr: Words = {
  invitation: ({ workspace, inviter, link, until }) => ({
    subject: `Rejoindre ${workspace}`,
    lines: [
      inviter
        ? `${inviter} vous invite dans l’espace ${workspace} de Sextant.`
        : `Vous êtes invité dans l’espace ${workspace} de Sextant.`,
      `L’invitation est valable jusqu’au ${until}.`,
    ],
    act: { label: 'Rejoindre l’espace', href: link },
    foot: 'Si vous ne savez pas de quoi il s’agit, vous pouvez ignorer ce message.',
  }),
  passwordReset: ({ name, link }) => ({
    subject: 'Choisissez un nouveau mot de passe',
    lines: [
      `Bonjour ${name},`,
      'quelqu’un, sans doute vous, a demandé un nouveau mot de passe. Ce lien est valable une heure, et une seule fois.',
    ],
    act: { label: 'Choisir un nouveau mot de passe', href: link },
    foot: 'Si ce n’était pas vous, ne faites rien : votre mot de passe reste le même.',
  }),
  passwordChanged: ({ name }) => ({
    subject: 'Votre mot de passe a été changé',
    lines: [`Bonjour ${name},`, 'votre mot de passe a été changé, et vous avez été déconnecté partout.'],
    foot: 'Si ce n’était pas vous, demandez aussitôt un nouveau mot de passe et prévenez votre administrateur.',
  }),
  addressChange: ({ name, link, address }) => ({
    subject: 'Confirmez votre nouvelle adresse',
    lines: [
      `Bonjour ${name},`,
      `vous souhaitez désormais vous connecter avec ${address}. Ce lien est valable une heure, et une seule fois.`,
    ],
    act: { label: 'Confirmer l’adresse', href: link },
    foot: 'Si ce n’était pas vous, ne faites rien : rien ne change.',
  }),
  addressChanged: ({ name, address }) => ({
    subject: 'Votre adresse a été changée',
    lines: [
      `Bonjour ${name},`,
      `vous vous connectez désormais avec ${address}, et le courrier y est envoyé.`,
    ],
    foot: 'Si ce n’était pas vous, prévenez aussitôt votre administrateur.',
  }),
  signInAlert: ({ name, browser, network, at }) => ({
    subject: 'Nouvelle connexion à votre compte',
    lines: [
      `Bonjour ${name},`,
      `on s’est connecté à votre compte depuis un appareil que nous n’avions jamais vu : ${browser}, depuis ${network}, le ${at}.`,
    ],
    foot: 'Si c’était vous, il n’y a rien à faire. Sinon, changez votre mot de passe et déconnectez-vous partout dans votre profil.',
  }),
}

const ar: Words = {
  invitation: ({ workspace, inviter, link, until }) => ({
    subject: `انضم إلى ${workspace}`,
    lines: [
      inviter
        ? `يدعوك ${inviter} إلى مساحة العمل ${workspace} في سكستانت.`
        : `أنت مدعو إلى مساحة العمل ${workspace} في سكستانت.`,
      `الدعوة مفتوحة حتى ${until}.`,
    ],
    act: { label: 'الانضمام إلى مساحة العمل', href: link },
    foot: 'إن لم تعرف ما هذا، فيمكنك تجاهل هذه الرسالة.',
  }),
  passwordReset: ({ name, link }) => ({
    subject: 'اختر كلمة مرور جديدة',
    lines: [
      `مرحبًا ${name}،`,
      'طلب أحدهم، وغالبًا أنت، كلمة مرور جديدة. هذا الرابط صالح ساعة واحدة، ولمرة واحدة.',
    ],
    act: { label: 'اختيار كلمة مرور جديدة', href: link },
    foot: 'إن لم تكن أنت، فلا تفعل شيئًا: تبقى كلمة مرورك كما هي.',
  }),
  passwordChanged: ({ name }) => ({
    subject: 'تغيّرت كلمة مرورك',
    lines: [`مرحبًا ${name}،`, 'تغيّرت كلمة مرورك، وسُجّل خروجك من كل مكان.'],
    foot: 'إن لم تكن أنت، فاطلب كلمة مرور جديدة فورًا وأخبر المدير.',
  }),
  addressChange: ({ name, link, address }) => ({
    subject: 'أكّد عنوانك الجديد',
    lines: [
      `مرحبًا ${name}،`,
      `تريد تسجيل الدخول من الآن بالعنوان ${address}. هذا الرابط صالح ساعة واحدة، ولمرة واحدة.`,
    ],
    act: { label: 'تأكيد العنوان', href: link },
    foot: 'إن لم تكن أنت، فلا تفعل شيئًا: لا يتغير شيء.',
  }),
  addressChanged: ({ name, address }) => ({
    subject: 'تغيّر عنوانك',
    lines: [`مرحبًا ${name}،`, `تسجّل الدخول من الآن بالعنوان ${address}، وإليه يُرسل البريد.`],
    foot: 'إن لم تكن أنت، فأخبر المدير فورًا.',
  }),
  signInAlert: ({ name, browser, network, at }) => ({
    subject: 'دخول جديد إلى حسابك',
    lines: [
      `مرحبًا ${name}،`,
      `سُجّل الدخول إلى حسابك من جهاز لم نره من قبل: ${browser}، من ${network}، في ${at}.`,
    ],
    foot: 'إن كنت أنت، فلا شيء عليك. وإلا فغيّر كلمة مرورك وسجّل الخروج من كل مكان في ملفك.',
  }),
}

const languages: Readonly<Record<string, Words>> = { en, fr, ar }

/** What is written to somebody about their account, in their language. */
export function accountLetter<K extends keyof Words>(
  locale: string,
  kind: K,
  given: Parameters<Words[K]>[0],
): { subject: string; text: string; html: string } {
  const write = (languages[locale] ?? en)[kind] as (given: Parameters<Words[K]>[0]) => Letter
  return letter(locale in languages ? locale : 'en', write(given))
}

/** A day as one writes it in a letter, where the reader or the workspace is. */
export const longDay = (locale: string, at: string, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(new Date(at))

/** A moment as one writes it in a letter. */
export const longMoment = (locale: string, at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long', timeZone }).format(at)
