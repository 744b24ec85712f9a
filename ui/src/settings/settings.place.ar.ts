import type { Translated } from '../app/dictionary.rules'
import type en from './settings.place.en'

export default {
  place: 'الإعدادات',
  'section.profile': 'الملف الشخصي',
  'section.workspace': 'مساحة العمل',
  'section.members': 'الأعضاء',
  'section.keys': 'مفاتيح API',
  'section.fields': 'الحقول المخصصة',
  'section.bins': 'سلال المحذوفات',
  'section.operations': 'التشغيل',
  'section.profile.also': 'اللغة، المنطقة الزمنية، حسابي',
  'section.workspace.also': 'العملة، اسم الشركة',
  'section.members.also': 'الفرق، الأشخاص، الأدوار، الدعوات',
  'section.keys.also': 'API، الرموز، التكامل',
  'section.fields.also': 'خصائص، حقول خاصة',
  'section.bins.also': 'السجلات المحذوفة، استعادة',
  'section.operations.also': 'الحالة، السلامة، الأحداث، الصيانة',
  'rule.member.last_admin': 'يبقى آخر مشرف. عيّن مشرفًا آخر أولًا.',
  'rule.member.exists': 'هذا الشخص عضو بالفعل.',
  'rule.team.name_taken': 'يوجد فريق بهذا الاسم بالفعل.',
  'rule.api_key.power': 'لا يمكن لمفتاحك أن يفعل أكثر مما تستطيع. اختر دورًا أضيق.',
  'rule.custom_field.taken': 'يوجد حقل بهذا المعرّف بالفعل.',
  'rule.custom_field.option_used': 'هذه الخيارات مستخدمة ويجب أن تبقى: {values}.',
  'rule.invitation.accepted': 'قُبلت هذه الدعوة من قبل.',
  'rule.invitation.revoked': 'سُحبت هذه الدعوة.',
  'rule.invitation.expired': 'انتهت صلاحية هذه الدعوة. اطلب دعوة جديدة.',
} satisfies Translated<typeof en, 'ar'>
