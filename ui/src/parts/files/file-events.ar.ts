export default {
  added: 'أُضيف ملف: {name}',
  renamed: 'أُعيدت تسمية الملف إلى {name}',
  was: 'كان اسمه {name}',
  removed: 'أُزيل الملف: {name}',
  restored: 'أُعيد الملف: {name}',
  cleared: 'فُحص الملف ولم يُعثر على شيء: {name}',
  refused: 'رفض الفاحص الملف: {name}',
  purged: 'حُذف الملف نهائيًا: {name}',
} as const
