import type { Importable } from '../records/importable.model'
import { activityFields } from './activities.model'

export const activityImport: Importable = {
  fields: activityFields,
  matchBy: ['externalId'],
  whose: 'activity|task|event|call',
  fileName: /activit|call|meeting|task/i,
  idHeaders: ['activityid'],
  foretells: false,
  commonWords: ['ownerId'],
  words: {
    name: 'name subject title activity summary objet sujet betreff asunto الموضوع temat',
    kind: 'kind type activitytype channel art typ tipo النوع rodzaj tasktype activitysubtype tasksubtype aktivitatstyp activite',
    body: 'body text content message note notes details inhalt contenu contenido المحتوى tresc comments comment fullcomments beschreibung commentaire comentarios ملاحظات التعليق',
    leadId: 'lead leadname piste',
    customerId:
      'customer account company client kunde empresa cliente العميل klient relatedto companyaccount regarding associatedcompany organization compte',
    contactId: 'contact contactname person contacto',
    ticketId: 'ticket case ticketnumber casenumber تذكرة',
    dealId: 'deal opportunity affaire geschaft negocio الصفقة szansa',
    direction: 'direction inout richtung direccion',
    outcome: 'outcome result disposition resultat ergebnis resultado النتيجة wynik',
    durationMinutes:
      'duration durationminutes minutes length duree dauer duracion المدة callduration durationmin calldurationmin meetingduration',
    occurredAt:
      'occurredat date datetime when time timestamp happenedat datum fecha التاريخ data activitydate startdatetime starttime start startdate calltime datedebut beginn fechadeinicio',
    startsAt: 'startsat plannedstart scheduledstart scheduledfor plannedfor debutprevu geplanterbeginn',
    endsAt:
      'endsat end enddate endtime enddatetime plannedend scheduledend finish ende enddatum fin datefin datedefin النهاية fechafin koniec',
    location: 'location place venue room lieu salle ort standort lugar المكان الموقع miejsce',
    recordingUrl:
      'recording recordingurl recordinglink callrecording enregistrement aufzeichnung grabacion التسجيل',
    transcript: 'transcript transcription calltranscript transkript transcripcion النصالمفرغ',
    dueOn: 'due duedate dueon deadline echeance fallig vencimiento termin',
    doneAt:
      'done doneat completed completedat erledigt hecho completeddate datecompleted completedon completedtime abgeschlossenam',
    remindAt: 'remindat reminder reminderdate remind rappel erinnerung recordatorio تذكير przypomnienie',
    repeats:
      'repeats repeat recurrence rrule recurring recurrencerule wiederholung repetition repetir التكرار',
    externalId: 'externalid id activityid recordid uid',
  },
  valueWords: {
    kind: {
      call: 'call phone phonecall calls outboundcall inboundcall anruf telefonat appel llamada مكالمة اتصال',
      meeting:
        'meeting appointment visit demo event termin besuch besprechung rendezvous reunion réunion reunión visita cita اجتماع زيارة',
      email: 'email mail emails sentemail courriel correo بريد بريدالكتروني',
      note: 'note comment notiz nota ملاحظة',
      task: 'task todo followup aufgabe tache tarea مهمة',
    },
    direction: {
      in: 'in inbound incoming received eingehend entrant entrante وارد',
      out: 'out outbound outgoing sent ausgehend sortant saliente صادر',
    },
  },
}
