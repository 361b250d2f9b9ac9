# lpm_library(NAME SOURCES … LINKS …): a folder is a library. NAME is the folder's namespace.
function(lpm_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
    add_library(lpm_${name} STATIC ${ARG_SOURCES})
    target_include_directories(lpm_${name} PUBLIC "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(lpm_${name} PUBLIC lpm_options ${ARG_LINKS} PRIVATE ${ARG_PRIVATE_LINKS})
endfunction()

# The tests of what knows neither socket nor window: built by the target pure_tests, run by the
# label pure. What a sanitizer looks at on every submission.
set(LPM_PURE core/base core/domain core/tracker core/exchange/hyperliquid/codec core/sync core/audit
    core/ledger simulation)
add_custom_target(pure_tests)

# lpm_test(NAME SOURCES … LINKS … [LABELS …]): one Qt Test executable, one ctest entry named NAME.
function(lpm_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LINKS;LABELS" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${name} PRIVATE lpm_options Qt6::Test ${ARG_LINKS})
    set_target_properties(${name} PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    file(RELATIVE_PATH folder "${PROJECT_SOURCE_DIR}/tests" "${CMAKE_CURRENT_SOURCE_DIR}")
    if(folder IN_LIST LPM_PURE)
        list(APPEND ARG_LABELS pure)
        add_dependencies(pure_tests ${name})
    endif()
    add_test(NAME ${name} COMMAND ${name})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES
        TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LPM_SOURCE_DIR=${PROJECT_SOURCE_DIR};LPM_BIN_DIR=${CMAKE_BINARY_DIR}/bin")
endfunction()
