// Prints how long the redaction processor of the OpenTelemetry Collector takes for a file of OTLP
// requests, each behind four bytes of length: it decodes, redacts and encodes them. A line for each
// round: seconds of CPU, and bytes that came out.
//
//	redact FILE ROUNDS ALLOWED-KEYS [HASHED-KEYS]
package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"regexp"
	"strconv"
	"strings"
	"syscall"

	"github.com/open-telemetry/opentelemetry-collector-contrib/processor/redactionprocessor"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/processor"
	metric "go.opentelemetry.io/otel/metric/noop"
	trace "go.opentelemetry.io/otel/trace/noop"
	"go.uber.org/zap"
)

func cpu() float64 {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		log.Fatal(err)
	}
	return float64(r.Utime.Nano()+r.Stime.Nano()) / 1e9
}

func read(path string) [][]byte {
	data, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	var requests [][]byte
	for len(data) > 0 {
		n := binary.BigEndian.Uint32(data)
		requests = append(requests, data[4:4+n])
		data = data[4+n:]
	}
	return requests
}

func configure(factory processor.Factory, args []string) component.Config {
	cfg := factory.CreateDefaultConfig().(*redactionprocessor.Config)
	cfg.AllowedKeys = strings.Split(args[0], ",")
	if len(args) > 1 {
		for _, key := range strings.Split(args[1], ",") {
			cfg.BlockedKeyPatterns = append(cfg.BlockedKeyPatterns, "^"+regexp.QuoteMeta(key)+"$")
		}
		cfg.HashFunction = "hmac-sha256"
		cfg.HMACKey = "09090909090909090909090909090909"
	}
	return cfg
}

func main() {
	requests := read(os.Args[1])
	rounds, err := strconv.Atoi(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()
	written := 0
	next, err := consumer.NewTraces(func(_ context.Context, traces ptrace.Traces) error {
		b, err := (&ptrace.ProtoMarshaler{}).MarshalTraces(traces)
		written += len(b)
		return err
	})
	if err != nil {
		log.Fatal(err)
	}
	factory := redactionprocessor.NewFactory()
	settings := processor.Settings{
		ID: component.NewID(factory.Type()),
		TelemetrySettings: component.TelemetrySettings{
			Logger:         zap.NewNop(),
			MeterProvider:  metric.NewMeterProvider(),
			TracerProvider: trace.NewTracerProvider(),
		},
	}
	redact, err := factory.CreateTraces(ctx, settings, configure(factory, os.Args[3:]), next)
	if err != nil {
		log.Fatal(err)
	}
	for i := 0; i < rounds; i++ {
		written = 0
		start := cpu()
		for _, b := range requests {
			traces, err := (&ptrace.ProtoUnmarshaler{}).UnmarshalTraces(b)
			if err == nil {
				err = redact.ConsumeTraces(ctx, traces)
			}
			if err != nil {
				log.Fatal(err)
			}
		}
		fmt.Printf("%.6f %d\n", cpu()-start, written)
	}
}
