/**
 * SQL that makes, or renews, `events_of`: the newest events of a subject before a place in its timeline, of all kinds or of those of `of_kind`, without scores from after its end, and of files only those that `files_by`, null for all, have brought, and of mail where `tells_mail`. Postgres takes a subject to have a few events, and
 * would rather sort them than read the index of each partition in its order; so this is planned without a sort, which a statement cannot ask for a part of itself.
 */
export const timelineFunction = `
  create or replace function events_of(subject uuid, of_kind text, ended timestamptz, before_at timestamptz, before_seq bigint, most int, files_by uuid[], files_of_nobody boolean, tells_mail boolean) returns setof event
  language plpgsql stable rows 30 set enable_sort = off as $$
  begin
    return query select * from event e
      where e.subject_id = subject and (of_kind is null or starts_with(e.kind, of_kind || '.'))
        and (ended is null or e.occurred_at < ended or e.kind not like '%.scored')
        and (files_by is null or not starts_with(e.kind, 'attachment.') or exists (
          select from attachment a where a.id::text = e.payload ->> 'attachmentId'
            and (a.created_by = any(files_by) or (files_of_nobody and a.created_by is null))))
        and (tells_mail or not starts_with(e.kind, 'mail.'))
        and (e.occurred_at, e.seq) < (before_at, before_seq)
      order by e.occurred_at desc, e.seq desc limit most;
  end $$`
