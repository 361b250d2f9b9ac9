# lpm_library(NAME [PLAIN] SOURCES … LINKS …): a folder is a library. NAME is the folder's namespace.
# PLAIN: without any QObject, so that moc need not look for one.
function(lpm_library name)
    cmake_parse_arguments(ARG "PLAIN" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
    add_library(lpm_${name} STATIC ${ARG_SOURCES})
    target_include_directories(lpm_${name} PUBLIC "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(lpm_${name} PUBLIC lpm_options ${ARG_LINKS} PRIVATE ${ARG_PRIVATE_LINKS})
    set_target_properties(lpm_${name} PROPERTIES UNITY_BUILD ${LPM_UNITY} UNITY_BUILD_BATCH_SIZE 10)
    if(ARG_PLAIN)
        set_target_properties(lpm_${name} PROPERTIES AUTOMOC OFF)
    endif()
endfunction()

# The tests of what knows neither socket nor window: built by the target pure_tests, run by the
# label pure. What a sanitizer looks at on every submission.
set(LPM_PURE core/base core/domain core/tracker core/exchange/hyperliquid/codec core/sync core/audit
    core/ledger simulation)
add_custom_target(pure_tests)
# Those of them that try most: label hard.
add_custom_target(hard_tests)

# How tests are compiled. The code of a test itself runs for moments; and QTest's header differs with
# the parts of Qt that a target links: without its helpers for QtNetwork fewer sets of them do.
set(LPM_TEST_OPTIONS)
if(NOT MSVC)
    # g++ 12 at this level sees initializer lists of strings read behind their end, where they are not.
    set(LPM_TEST_OPTIONS -UQT_NETWORK_LIB $<$<CONFIG:Release>:-O1>
        $<$<AND:$<CONFIG:Release>,$<CXX_COMPILER_ID:GNU>>:-Wno-array-bounds>)
endif()

# lpm_test_headers(KIND Qt6::X …): what nearly every test includes, compiled once for each KIND.
function(lpm_test_headers kind)
    add_library(lpm_test_headers_${kind} OBJECT testheaders.cpp)
    target_link_libraries(lpm_test_headers_${kind} PRIVATE lpm_options Qt6::Test ${ARGN})
    target_include_directories(lpm_test_headers_${kind} PRIVATE "${PROJECT_SOURCE_DIR}")
    target_compile_options(lpm_test_headers_${kind} PRIVATE ${LPM_TEST_OPTIONS})
    target_precompile_headers(lpm_test_headers_${kind} PRIVATE testheaders.h)
    set_target_properties(lpm_test_headers_${kind} PROPERTIES AUTOMOC OFF)
endfunction()

# A test that includes its own .moc, and lists no header with a QObject, runs moc by itself: AUTOMOC
# takes two more steps for each of so many targets.
function(lpm_moc_test name)
    foreach(source IN LISTS ARGN)
        if(source MATCHES "\\.h$")
            file(STRINGS "${source}" objects REGEX "Q_OBJECT")
            if(objects)
                return()
            endif()
        endif()
    endforeach()
    set_target_properties(${name} PROPERTIES AUTOMOC OFF)
    foreach(source IN LISTS ARGN)
        get_filename_component(base "${source}" NAME_WE)
        file(STRINGS "${source}" own REGEX "#include \"${base}\\.moc\"")
        if(own)
            qt_generate_moc("${source}" "${name}_moc/${base}.moc" TARGET ${name})
            target_sources(${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/${name}_moc/${base}.moc")
            target_include_directories(${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/${name}_moc")
        endif()
    endforeach()
endfunction()

# lpm_test(NAME SOURCES … LINKS … [LABELS …]): one Qt Test executable, one ctest entry named NAME.
function(lpm_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LINKS;LABELS" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${name} PRIVATE lpm_options Qt6::Test ${ARG_LINKS})
    lpm_moc_test(${name} ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    file(RELATIVE_PATH folder "${PROJECT_SOURCE_DIR}/tests" "${CMAKE_CURRENT_SOURCE_DIR}")
    set(kind core)
    if(folder IN_LIST LPM_PURE)
        list(APPEND ARG_LABELS pure)
        add_dependencies(pure_tests ${name})
        if(name MATCHES "properties$")
            list(APPEND ARG_LABELS hard)
            add_dependencies(hard_tests ${name})
        endif()
    elseif(folder MATCHES "^gui")
        set(kind widgets)
    endif()
    target_compile_options(${name} PRIVATE ${LPM_TEST_OPTIONS})
    target_precompile_headers(${name} REUSE_FROM lpm_test_headers_${kind})
    # Empty for a test: loading the headers would be all its work.
    set_source_files_properties("${CMAKE_CURRENT_BINARY_DIR}/${name}_autogen/mocs_compilation.cpp"
        PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
    add_test(NAME ${name} COMMAND ${name})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES
        TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LPM_SOURCE_DIR=${PROJECT_SOURCE_DIR};LPM_BIN_DIR=${CMAKE_BINARY_DIR}/bin")
endfunction()
