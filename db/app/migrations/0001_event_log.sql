CREATE SEQUENCE event_seq CACHE 1;--> statement-breakpoint
CREATE TABLE event (
  id uuid NOT NULL,
  workspace_id uuid NOT NULL,
  seq bigint NOT NULL DEFAULT nextval('event_seq'),
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  recorded_at timestamptz(3) NOT NULL DEFAULT now(),
  occurred_at timestamptz(3) NOT NULL,
  kind text NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  actor_type text NOT NULL,
  actor_id text,
  actor_name text NOT NULL,
  on_behalf_of text,
  payload jsonb NOT NULL DEFAULT '{}',
  before jsonb,
  after jsonb,
  request_id text,
  traceparent text,
  cause_type text,
  cause_id uuid,
  silent boolean NOT NULL DEFAULT false,
  PRIMARY KEY (recorded_at, id)
) PARTITION BY RANGE (recorded_at);--> statement-breakpoint
CREATE INDEX event_by_position ON event (xid, seq);--> statement-breakpoint
CREATE INDEX event_of_subject ON event (workspace_id, subject_id, occurred_at, seq);--> statement-breakpoint
CREATE INDEX event_of_cause ON event (workspace_id, cause_id, seq) WHERE cause_id IS NOT NULL;--> statement-breakpoint
CREATE TABLE event_default PARTITION OF event DEFAULT;--> statement-breakpoint
CREATE FUNCTION event_partitions_ahead(months int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  first date;
  made int := 0;
BEGIN
  FOR n IN 0..months LOOP
    first := (date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => n))::date;
    IF to_regclass('event_' || to_char(first, 'YYYY_MM')) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF event FOR VALUES FROM (%L) TO (%L)',
        'event_' || to_char(first, 'YYYY_MM'),
        to_char(first, 'YYYY-MM-DD') || ' 00:00:00+00',
        to_char(first + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
      made := made + 1;
    END IF;
  END LOOP;
  RETURN made;
END $$;--> statement-breakpoint
SELECT event_partitions_ahead(3);--> statement-breakpoint
CREATE FUNCTION event_announce() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('event', '');
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER event_announced AFTER INSERT ON event FOR EACH STATEMENT EXECUTE FUNCTION event_announce();--> statement-breakpoint
CREATE FUNCTION event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the event log is append-only';
END $$;--> statement-breakpoint
CREATE TRIGGER event_stays BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION event_is_append_only();
