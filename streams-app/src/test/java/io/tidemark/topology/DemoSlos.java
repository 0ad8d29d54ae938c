package io.tidemark.topology;

/** Monitor files like those of the demo. */
final class DemoSlos {
    /** The SLOs of demo/electricity.yaml, without their descriptions. */
    static final String ELECTRICITY =
            """
            monitors:
              - model: electricity
                source: {csv: {time: timestamp}}
                windows: {size: 1d}
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: electricity-interstate-drift
              displayName: Victoria's price, demand and transfer look as in training
              labels: {model: electricity, owner: team-market}
              annotations: {tidemark.io/runbook: "https://example.com/runbooks/electricity-drift"}
            spec:
              description: The model was trained while these three were constant.
              service: electricity
              budgetingMethod: Timeslices
              timeWindow: [{duration: 28d, isRolling: true}]
              indicator:
                metadata: {name: interstate-drift}
                spec:
                  thresholdMetric:
                    metricSource:
                      type: tidemark
                      spec:
                        kind: drift
                        columns: [vicprice, vicdemand, transfer]
                        slices: "*"
              objectives:
                - {target: 0.95, timeSliceWindow: 1d, timeSliceTarget: 1.0}
              alertPolicies:
                - kind: AlertPolicy
                  metadata: {name: days-of-drift}
                  spec:
                    conditions:
                      - kind: AlertCondition
                        spec:
                          severity: page
                          condition:
                            kind: mwmb
                            pairs: [{budgetPercent: 90, longWindow: 3d, shortWindow: 1d}]
                            minTotal: 2
                            minBad: 2
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: electricity-local-drift
              labels: {model: electricity, owner: team-market}
            spec:
              service: electricity
              budgetingMethod: Timeslices
              timeWindow: [{duration: 28d, isRolling: true}]
              indicator:
                spec:
                  thresholdMetric:
                    metricSource:
                      type: tidemark
                      spec: {kind: drift, columns: [nswprice, nswdemand], measures: [ks]}
              objectives:
                - {op: lte, value: 0.5, target: 0.9, timeSliceWindow: 1d}
              alertPolicies: [{alertPolicyRef: mwmb-tickets}]
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: electricity-up-share
              labels: {model: electricity, owner: team-market}
              annotations: {tidemark.io/runbook: "https://example.com/runbooks/electricity-class-ratio"}
            spec:
              service: electricity
              budgetingMethod: Timeslices
              timeWindow: [{duration: 28d, isRolling: true}]
              indicator:
                spec:
                  thresholdMetric:
                    metricSource:
                      type: tidemark
                      spec: {kind: share, column: prediction, value: UP}
              objectives:
                - {op: gte, value: 0.15, target: 0.8, timeSliceWindow: 1d}
            """;

    /** The SLOs of demo/flights.yaml, without their descriptions. */
    static final String FLIGHTS =
            """
            monitors:
              - model: flights
                source: {csv: {time: timestamp}}
                slices: [[origin]]
                windows: {size: 1d}
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: flights-on-time
              displayName: Flights leave on time
              labels: {model: flights, owner: team-network}
              annotations: {tidemark.io/runbook: "https://example.com/runbooks/flights-on-time"}
            spec:
              service: flights
              budgetingMethod: Occurrences
              timeWindow: [{duration: 28d, isRolling: true}]
              indicator:
                spec:
                  ratioMetric:
                    counter: true
                    good: {metricSource: {type: tidemark, spec: {kind: share, column: delayed15, values: [0], slices: origin}}}
                    total: {metricSource: {type: tidemark, spec: {kind: rows}}}
              objectives: [{target: 0.75}]
              alertPolicies:
                - kind: AlertPolicy
                  metadata: {name: storm}
                  spec:
                    conditions:
                      - kind: AlertCondition
                        spec:
                          severity: page
                          condition:
                            kind: mwmb
                            pairs: [{budgetPercent: 7.2, longWindow: 1d, shortWindow: 6h}]
                            minTotal: 50
                            minBad: 25
                      - kind: AlertCondition
                        spec:
                          severity: ticket
                          condition:
                            kind: mwmb
                            pairs: [{budgetPercent: 30, longWindow: 7d, shortWindow: 1d}]
                            minTotal: 200
                            minBad: 60
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: flights-valid
              labels: {model: flights, owner: team-data}
            spec:
              service: flights
              budgetingMethod: Occurrences
              timeWindow: [{duration: 28d, isRolling: true}]
              indicator:
                spec:
                  ratioMetric:
                    counter: true
                    bad: {metricSource: {type: tidemark, spec: {kind: invalid, columns: [delay, distance, delayed15]}}}
                    total: {metricSource: {type: tidemark, spec: {kind: rows}}}
              objectives: [{target: 0.99}]
              alertPolicies: [{alertPolicyRef: mwmb-tickets}]
            """;

    private DemoSlos() {}
}
