import type { Translated } from '../app/dictionary.rules'
import type en from './settings.place.en'

export default {
  place: 'الإعدادات',
  'section.profile': 'الملف الشخصي',
  'section.workspace': 'مساحة العمل',
  'section.members': 'الأعضاء',
  'section.access': 'الأدوار',
  'section.keys': 'مفاتيح API',
  'section.taxes': 'الضرائب',
  'section.assignment': 'قواعد الإسناد',
  'section.rates': 'أسعار الصرف',
  'section.fields': 'الحقول المخصصة',
  'section.bins': 'سلال المحذوفات',
  'section.operations': 'التشغيل',
  'section.profile.also': 'اللغة، المنطقة الزمنية، حسابي',
  'section.workspace.also': 'العملة، اسم الشركة',
  'section.members.also': 'الفرق، الأشخاص، الأدوار، الدعوات',
  'section.access.also': 'الصلاحيات، الوصول، من يرى ماذا، الحقول',
  'section.keys.also': 'API، الرموز، التكامل',
  'section.taxes.also': 'ضريبة القيمة المضافة، الفئات',
  'section.assignment.also': 'توزيع العملاء المحتملين، التناوب، قوائم الانتظار',
  'section.rates.also': 'العملات، التحويل، البنك المركزي الأوروبي',
  'section.fields.also': 'خصائص، حقول خاصة',
  'section.bins.also': 'السجلات المحذوفة، استعادة',
  'section.operations.also': 'الحالة، السلامة، الأحداث، الصيانة',
} satisfies Translated<typeof en, 'ar'>
