import type { Translated } from '../app/dictionary.rules'
import type en from './activities.refusals.en'

export default {
  'rule.activity.duration': 'لا تكون المدة سالبة.',
  'rule.activity.end_needs_start': 'النهاية تحتاج إلى بداية: حدّد متى يبدأ.',
  'rule.activity.ends_before_start': 'سينتهي قبل أن يبدأ. غيّر النهاية أو البداية.',
  'rule.activity.too_long': 'سيدوم أكثر من {days} يومًا.',
  'rule.activity.invitees_of_meeting': 'يُدعى الأشخاص إلى الاجتماعات فقط.',
  'rule.activity.invitee_whom': 'حدّد من هو الشخص رقم {person}: عضو أو جهة اتصال أو عنوان بريد.',
  'rule.activity.no_time': 'ليس له وقت بعد يمكن أن يظهر في تقويم.',
  'rule.calendar_feed.person': 'لا يملك عنوان تقويم إلا شخص مسجّل الدخول.',
  'rule.activity.repeat_needs_task':
    'المهام وحدها تتكرر بهذه الطريقة. يتكرر الاجتماع بما يُختار تحت «التكرار» في نموذجه.',
  'rule.activity.series_of_meeting': 'الاجتماعات وحدها تتكرر بهذه الطريقة.',
  'rule.activity.series_needs_start': 'حدد أولًا متى يبدأ الاجتماع.',
  'rule.activity.in_series': 'هذا الاجتماع يتكرر بالفعل. عدّل سلسلته.',
  'rule.activity.no_series': 'هذا الاجتماع لا يتكرر.',
  'rule.activity.series_over': 'ما عُقد يبقى كما كان: عدّله وحده، أو اختر اجتماعًا قادمًا.',
  'rule.activity.series_day': 'يقع الاجتماع في يوم لا يتكرر فيه. أضف يومه إلى الأيام، أو اختر نهاية أبعد.',
  'rule.activity.series_far': 'يبدأ الاجتماع المتكرر بين عامي 1970 و2199.',
  'rule.activity.series_shift':
    'لا يمكن نقل كل الاجتماعات بهذا العدد من الأيام. عدّل الاجتماع واختر أيام تكراره من جديد.',
  'rule.activity.repeat_needs_due': 'ما يتكرر يحتاج إلى تاريخ استحقاق.',
  'rule.activity.remind_past': 'اختر تذكيرًا بعد الآن.',
  'rule.activity.mention_unseen':
    'لا يستطيع {name} رؤية ما يتعلق به هذا، فلن تصله الإشارة. شارك السجل معه أولًا، أو اكتب الاسم من دون @.',
} satisfies Translated<typeof en, 'ar'>
