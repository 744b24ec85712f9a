import { expect, test } from 'bun:test'
import { isBroken } from './broken-passwords'
import { isGuessable } from './passwords.rules'

const email = 'layla@najd.example'
const refused = async (password: string) => isGuessable(password, email) || (await isBroken(password))

test('a password made of the e-mail’s name, or of one character, is guessable; a phrase is not', () => {
  for (const password of [
    'layla12345!',
    'laylalayla',
    'ＬＡＹＬＡ１２３４５',
    'aaaaaaaaaa',
    'ababababab',
    email,
    email.toUpperCase(),
    '0555123456',
    '١٩٨٤٠٣٢٧١٩',
  ])
    expect([password, isGuessable(password, email)]).toEqual([password, true])
  for (const password of ['a dune at dusk', 'laylas camel', '0123456789ab'])
    expect([password, isGuessable(password, email)]).toEqual([password, false])
})

test('a password is as good in another script', async () => {
  for (const password of [
    'пароль-пароль',
    'длинная дорога в дюнах',
    'غروب طويل فوق كثبان الربع الخالي',
    'كثبان-ليلى-٤٧٢',
    '夕暮れの長い砂丘の散歩道',
    'मरुस्थल की लंबी शाम',
    'μια μακριά νύχτα',
    'Straße über Dünen',
    '🐪🌵🌙🏜🐫🌴🔥💧🌊🦂',
  ])
    expect([password, await refused(password)]).toEqual([password, false])
})

test('what is tried first everywhere is refused, however it is written', async () => {
  for (const password of [
    'password123',
    'Password123',
    'PASSWORD1234',
    'ｐａｓｓｗｏｒｄ１２３',
    'password١٢٣',
    'p@ssw0rd123',
    'Password123!',
    'iloveyou123',
    'qwertyuiop',
    '1q2w3e4r5t',
    'qwerty12345',
    'letmein123',
    'welcome2024',
    'Summer2026!',
    'changeme123',
    'adminadmin',
    'administrator',
    'motdepasse1',
    'пароль12345',
    'йцукенгшщз',
    'ضصثقفغعهخح',
    'zyxwvutsrq',
    '--password123--',
  ])
    expect([password, await refused(password)]).toEqual([password, true])
})

test('a phrase, and what a manager makes, is taken', async () => {
  for (const password of [
    'a dune at dusk',
    'a long walk at dusk',
    'correct horse battery staple',
    'password of the old lighthouse',
    'summer rain on tin roofs',
    'kX9-vTq2_Lm7w',
    '83920174859201',
    '9f86d081884c7d65',
  ])
    expect([password, await refused(password)]).toEqual([password, false])
})
