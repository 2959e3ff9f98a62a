import { rule as edge01, stackRule as edge01Stack } from "./HA-EDGE-01";
import { rule as edge02 } from "./HA-EDGE-02";
import { rule as edge03 } from "./HA-EDGE-03";
import { rule as edge04 } from "./HA-EDGE-04";
import { rule as edge05 } from "./HA-EDGE-05";
import { rule as edge06 } from "./HA-EDGE-06";
import { rule as edge07 } from "./HA-EDGE-07";
import { rule as edge08 } from "./HA-EDGE-08";
import { rule as edge09 } from "./HA-EDGE-09";
import { rule as fo01 } from "./HA-FO-01";
import { rule as fo02 } from "./HA-FO-02";
import { rule as fo03 } from "./HA-FO-03";
import { rule as fo04 } from "./HA-FO-04";
import { rule as fo05 } from "./HA-FO-05";
import { rule as fo06 } from "./HA-FO-06";
import { rule as fo07 } from "./HA-FO-07";
import { rule as fo08 } from "./HA-FO-08";
import { rule as fo09 } from "./HA-FO-09";
import { rule as fo10 } from "./HA-FO-10";
import { rule as storage01 } from "./HA-S3-01";
import { rule as storage02 } from "./HA-S3-02";
import { rule as storage03 } from "./HA-S3-03";
import { rule as storage04 } from "./HA-S3-04";
import { rule as storage05 } from "./HA-S3-05";
import { rule as storage06 } from "./HA-S3-06";
import { rule as storage07 } from "./HA-S3-07";
import { rule as hdr01 } from "./HA-HDR-01";
import { rule as hdr02 } from "./HA-HDR-02";
import { rule as cf01 } from "./HA-CF-01";
import { rule as cf02 } from "./HA-CF-02";
import { rule as cf03 } from "./HA-CF-03";
import { rule as cf04 } from "./HA-CF-04";
import { rule as cf05 } from "./HA-CF-05";
import { rule as cf06 } from "./HA-CF-06";
import { rule as cf07 } from "./HA-CF-07";
import { rule as cf08 } from "./HA-CF-08";
import type { Rule } from "./rule";

/** Every rule of the pack, in the order of the index. */
export const rules: readonly Rule[] = [
  edge01,
  edge01Stack,
  edge02,
  edge03,
  edge04,
  edge05,
  edge06,
  edge07,
  edge08,
  edge09,
  fo01,
  fo02,
  fo03,
  fo04,
  fo05,
  fo06,
  fo07,
  fo08,
  fo09,
  fo10,
  storage01,
  storage02,
  storage03,
  storage04,
  storage05,
  storage06,
  storage07,
  hdr01,
  hdr02,
  cf01,
  cf02,
  cf03,
  cf04,
  cf05,
  cf06,
  cf07,
  cf08,
];
