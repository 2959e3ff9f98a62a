import { expect } from "chai";
import fc from "fast-check";
import { type AlarmRule, type AlarmState, alarmState, missingData } from "../../../simulator/metrics/alarmState";

/** `0` is within the threshold, `X` is not, `-` is missing; the most recent one stands last. */
function pointsOf(text: string): (number | undefined)[] {
  return text.split(" ").map((letter) => (letter === "-" ? undefined : Number(letter === "X")));
}

function rule(datapointsToAlarm: number, treatMissingData: AlarmRule["treatMissingData"]): AlarmRule {
  return { evaluationPeriods: 3, datapointsToAlarm, treatMissingData, isBreaching: (value) => value > 0 };
}

/** What stands for "retain current state" in the guide's tables. */
const retained = "retained";

// The tables of the guide: data points, then the state with missing, ignore, breaching and notBreaching.
const tables: Readonly<Record<number, readonly (readonly string[])[]>> = {
  3: [
    ["0 - X - X", "OK", "OK", "OK", "OK"],
    ["0 - - - -", "OK", "OK", "OK", "OK"],
    ["- - - - -", "INSUFFICIENT_DATA", retained, "ALARM", "OK"],
    ["0 X X - X", "ALARM", "ALARM", "ALARM", "ALARM"],
    ["- - X - -", "ALARM", retained, "ALARM", "OK"],
  ],
  2: [
    ["0 - X - X", "ALARM", "ALARM", "ALARM", "ALARM"],
    ["0 0 X 0 X", "ALARM", "ALARM", "ALARM", "ALARM"],
    ["0 - X - -", "OK", "OK", "ALARM", "OK"],
    ["- - - - 0", "OK", "OK", "ALARM", "OK"],
    ["- - - X -", "ALARM", retained, "ALARM", "OK"],
  ],
};

describe("the state of an alarm (MO-6, MO-7, MO-8)", () => {
  for (const [datapointsToAlarm, rows] of Object.entries(tables)) {
    for (const [points = "", ...states] of rows) {
      for (const [index, treat] of (["missing", "ignore", "breaching", "notBreaching"] as const).entries()) {
        const expected = states[index] ?? "";
        it(`is ${expected} for ${points} with ${datapointsToAlarm} of 3 and ${treat}`, () => {
          for (const before of ["OK", "ALARM"] as const) {
            const state = alarmState(pointsOf(points), rule(Number(datapointsToAlarm), treat), before);
            expect(state).to.equal(expected === retained ? before : expected);
          }
        });
      }
    }
  }

  it("does not fire for a lone point before as many could be there as it takes (MO-7)", () => {
    for (const points of ["- - - - X", "- - - X -"]) {
      expect(alarmState(pointsOf(points), rule(3, "missing"), "OK")).to.equal("OK");
    }
  });

  it("is the same whatever is to become of missing data, while none is missing", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 1), { minLength: 3, maxLength: 5 }),
        fc.integer({ min: 1, max: 3 }),
        (points, m) => {
          const states = missingData.map((treat): AlarmState => alarmState(points, rule(m, treat), "OK"));
          const breaching = points.slice(-3).filter((value) => value > 0).length;
          expect(new Set(states)).to.deep.equal(new Set([breaching >= m ? "ALARM" : "OK"]));
        },
      ),
    );
  });
});
