{% if header -%}
// Yours to edit. triple-orm adds a stub for each new JSON column and never changes what is here.
{% endif -%}
{% if import -%}
import { z } from "zod";
{% endif -%}
{% for stub in stubs %}
/** {{ stub.columns }} */
{% if stub.value -%}
export const {{ stub.name }} = z.json();
{% endif -%}
{% if stub.ty -%}
export type {{ stub.name }} = z.infer<typeof {{ stub.name }}>;
{% endif -%}
{% endfor -%}
