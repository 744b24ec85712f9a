CREATE OR REPLACE FUNCTION event_partitions_ahead(months int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  first date;
  named text;
  low text;
  high text;
  stray boolean;
  made int := 0;
BEGIN
  FOR n IN 0..months LOOP
    first := (date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => n))::date;
    named := 'event_' || to_char(first, 'YYYY_MM');
    IF to_regclass(named) IS NOT NULL THEN
      CONTINUE;
    END IF;
    low := to_char(first, 'YYYY-MM-DD') || ' 00:00:00+00';
    high := to_char(first + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00';
    -- Written while the month had no partition: none can be made over them, so they are moved into it.
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM event_default WHERE recorded_at >= %L AND recorded_at < %L)', low, high) INTO stray;
    IF stray THEN
      LOCK TABLE event IN ACCESS EXCLUSIVE MODE;
      ALTER TABLE event DETACH PARTITION event_default;
    END IF;
    EXECUTE format('CREATE TABLE %I PARTITION OF event FOR VALUES FROM (%L) TO (%L)', named, low, high);
    IF stray THEN
      EXECUTE format('INSERT INTO %I SELECT * FROM event_default WHERE recorded_at >= %L AND recorded_at < %L', named, low, high);
      EXECUTE format('DELETE FROM event_default WHERE recorded_at >= %L AND recorded_at < %L', low, high);
      ALTER TABLE event ATTACH PARTITION event_default DEFAULT;
    END IF;
    made := made + 1;
  END LOOP;
  RETURN made;
END $$;
