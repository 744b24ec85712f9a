CREATE TABLE "filter_index" (
	"workspace_id" uuid NOT NULL,
	"entity" text NOT NULL,
	"field" text NOT NULL,
	"source" text NOT NULL,
	"custom" boolean NOT NULL,
	"kind" text NOT NULL,
	"folding" integer NOT NULL,
	"state" text NOT NULL,
	"slow" integer DEFAULT 0 NOT NULL,
	"noted_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone NOT NULL,
	"since" text,
	"read_to" uuid,
	"records" integer DEFAULT 0 NOT NULL,
	"ready_at" timestamp (3) with time zone,
	CONSTRAINT "filter_index_workspace_id_entity_field_pk" PRIMARY KEY("workspace_id","entity","field")
);
--> statement-breakpoint
CREATE TABLE "filter_value" (
	"workspace_id" uuid NOT NULL,
	"entity" text NOT NULL,
	"field" text NOT NULL,
	"record_id" uuid NOT NULL,
	"value" text,
	"number" double precision,
	CONSTRAINT "filter_value_workspace_id_entity_record_id_field_pk" PRIMARY KEY("workspace_id","entity","record_id","field")
);
--> statement-breakpoint
CREATE INDEX "filter_value_by_value" ON "filter_value" USING btree ("workspace_id","entity","field","value") WHERE value is not null;--> statement-breakpoint
CREATE INDEX "filter_value_by_number" ON "filter_value" USING btree ("workspace_id","entity","field","number") WHERE number is not null;--> statement-breakpoint
CREATE INDEX "filter_value_words" ON "filter_value" USING gin ("workspace_id","value" gin_trgm_ops) WHERE value is not null;--> statement-breakpoint
CREATE FUNCTION filter_value_of(record jsonb, source text, custom boolean, kind text, OUT value text, OUT number double precision) LANGUAGE plpgsql STABLE AS $$
DECLARE
  found jsonb;
  written text;
BEGIN
  IF custom THEN found := record -> 'custom' -> source;
  ELSIF kind = 'money' THEN
    IF record ->> (source || '_minor') IS NOT NULL THEN
      found := jsonb_build_object('minor', record -> (source || '_minor'), 'currency', record -> (source || '_currency'));
    END IF;
  ELSE found := record -> source;
  END IF;
  IF found IS NULL OR jsonb_typeof(found) = 'null' THEN RETURN; END IF;
  written := found #>> '{}';
  CASE kind
    WHEN 'words' THEN
      IF jsonb_typeof(found) <> 'string' THEN RETURN; END IF;
      value := folded(written);
      IF length(value) > 600 THEN value := NULL; number := 1; END IF;
    WHEN 'choice' THEN
      IF jsonb_typeof(found) IN ('string', 'boolean') AND length(written) <= 600 THEN value := written; END IF;
    WHEN 'day' THEN
      IF jsonb_typeof(found) = 'string' THEN value := left(written, 40); END IF;
    WHEN 'number' THEN
      IF jsonb_typeof(found) = 'number' AND pg_input_is_valid(written, 'double precision') THEN number := written::double precision; END IF;
    WHEN 'instant' THEN
      IF jsonb_typeof(found) = 'string' AND pg_input_is_valid(written, 'timestamptz') THEN number := extract(epoch from written::timestamptz) * 1000000; END IF;
    WHEN 'money' THEN
      IF jsonb_typeof(found -> 'minor') = 'number' AND pg_input_is_valid(found ->> 'minor', 'double precision') THEN
        number := (found ->> 'minor')::double precision;
        value := found ->> 'currency';
      END IF;
  END CASE;
END $$;--> statement-breakpoint
CREATE FUNCTION keep_filter_values() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM filter_index i WHERE i.entity = tg_table_name AND i.state IN ('building', 'ready') AND EXISTS (SELECT FROM written w WHERE w.workspace_id = i.workspace_id)) THEN RETURN NULL; END IF;
  WITH told AS MATERIALIZED (SELECT w.workspace_id, w.id, to_jsonb(w) AS record FROM written w),
  worth AS MATERIALIZED (
    SELECT t.workspace_id, t.id, i.field, x.value, x.number FROM told t
    JOIN filter_index i ON i.workspace_id = t.workspace_id AND i.entity = tg_table_name AND i.state IN ('building', 'ready')
    CROSS JOIN LATERAL filter_value_of(t.record, i.source, i.custom, i.kind) x),
  gone AS (
    DELETE FROM filter_value v USING worth w
    WHERE v.workspace_id = w.workspace_id AND v.entity = tg_table_name AND v.record_id = w.id AND v.field = w.field AND w.value IS NULL AND w.number IS NULL)
  INSERT INTO filter_value AS v (workspace_id, entity, field, record_id, value, number)
  SELECT workspace_id, tg_table_name, field, id, value, number FROM worth WHERE value IS NOT NULL OR number IS NOT NULL
  ON CONFLICT (workspace_id, entity, record_id, field) DO UPDATE SET value = excluded.value, number = excluded.number
  WHERE (v.value, v.number) IS DISTINCT FROM (excluded.value, excluded.number);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION drop_filter_values() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM filter_value v USING written w WHERE v.workspace_id = w.workspace_id AND v.entity = tg_table_name AND v.record_id = w.id;
  RETURN NULL;
END $$;
